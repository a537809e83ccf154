# %%capture at the top of a locked cell keeps what the answer prints for the test.
# needs: nothing

# %% answer
def noisy():
    print("noise")
    return 5

# %% locked
%%capture output
value = noisy()

# %% test
assert value == 5
assert "noise" in output.stdout
