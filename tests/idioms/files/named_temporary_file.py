# The test writes a named temporary file for the student's function.
# needs: files

# %% answer
def word_count(path):
    with open(path) as file:
        return len(file.read().split())

# %% test
import os, tempfile
with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
    file.write("to be or not to be")
assert word_count(file.name) == 6
os.remove(file.name)
