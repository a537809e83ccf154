# The test works in a temporary folder and looks at what the student left there.
# needs: one process

# %% answer
import os

def make_project(root):
    os.makedirs(os.path.join(root, "src"))
    for name in ("README.md", os.path.join("src", "main.py")):
        with open(os.path.join(root, name), "w") as file:
            file.write(f"# {name}\n")

# %% test
import os, tempfile
with tempfile.TemporaryDirectory() as folder:
    make_project(folder)
    assert os.path.isfile(os.path.join(folder, "README.md"))
    assert os.listdir(os.path.join(folder, "src")) == ["main.py"]
