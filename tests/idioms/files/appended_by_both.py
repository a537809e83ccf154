# Test and student append to one file in turn.
# needs: files

# %% answer
def log(path, message):
    with open(path, "a") as file:
        print(message, file=file)

# %% test
import pathlib
path = pathlib.Path("log.txt")
path.write_text("start\n")
log("log.txt", "one")
with path.open("a") as file:
    file.write("two\n")
log("log.txt", "three")
assert path.read_text().split() == ["start", "one", "two", "three"]
path.unlink()
