# %% answer
table = pd.read_csv('numbers.csv')

# %% test
assert table.shape == (2, 2) and pd.read_csv('numbers.csv').equals(table)
