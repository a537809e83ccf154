# Function of the student's reads files of a folder by the path that the test gives.
# needs: nothing

# %% answer
from pathlib import Path

def longest_line(folder):
    lines = [line for file in Path(folder).glob("*.txt") for line in file.read_text().splitlines()]
    return max(lines, key=len)

# %% test
import os
assert sorted(os.listdir("texts")) == ["a.txt", "b.txt"]
assert longest_line("texts") == "the longest of all"
assert longest_line(os.path.join(".", "texts")) == "the longest of all"

# %% file texts/a.txt
short
the longest of all

# %% file texts/b.txt
shorter
