# %%capture at the top of a test cell keeps its output away.
# needs: nothing

# %% answer
def noisy():
    print("noise")
    return 5

# %% test
%%capture output
value = noisy()
assert value == 5

# %% test
assert "noise" in output.stdout
