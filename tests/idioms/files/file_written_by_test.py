# The test writes a file that the student's function reads.
# needs: files

# %% answer
def count(path):
    with open(path) as file:
        return len(file.readlines())

# %% test
with open("t.txt", "w") as f:
    f.write("a\nb\n")
assert count("t.txt") == 2
