# The student's function writes a file that the test reads.
# needs: files

# %% answer
def save(path):
    with open(path, "w") as file:
        file.write("hi")

# %% test
save("x.txt")
import os
assert os.path.exists("x.txt")
assert open("x.txt").read() == "hi"
