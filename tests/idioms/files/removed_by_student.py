# The student's function deletes and renames files.
# needs: files

# %% answer
import os

def tidy(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.endswith(".tmp"):
            os.remove(path)
        else:
            os.rename(path, path.lower())

# %% test
import os
os.makedirs("mess", exist_ok=True)
for name in ("A.TXT", "b.tmp"):
    open(os.path.join("mess", name), "w").close()
tidy("mess")
assert os.listdir("mess") == ["a.txt"]
