# %time and %%time in the answer leave its names.
# needs: nothing

# %% answer
%%time
total = sum(range(1000))

# %% answer
%time squares = [n * n for n in range(5)]

# %% test
assert total == 499500
assert squares[-1] == 16
