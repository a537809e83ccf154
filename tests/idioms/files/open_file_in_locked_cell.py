# A locked cell opens a file that the answer reads.
# needs: nothing

# %% locked
f = open("d.csv")

# %% answer
rows = f.read()

# %% test
assert rows == "1,2\n"

# %% file d.csv
1,2
