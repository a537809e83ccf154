# %%capture hides what a test shows, not that it fails.
# needs: nothing

# %% answer
def half(x):
    print("noise")
    return x / 2

# %% test
%%capture output
assert half(4) == 2
