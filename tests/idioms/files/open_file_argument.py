# The test opens a file and passes the open file to the student's function.
# needs: nothing

# %% answer
def header(file):
    return file.readline().strip().split(";")

# %% test
with open("table.csv") as file:
    assert header(file) == ["a", "b"]
    assert file.readline() == "1;2\n"

# %% file table.csv
a;b
1;2
