# %% answer
import contextlib
log = []
@contextlib.contextmanager
def f(name):
    log.append("in " + name)
    yield name.upper()
    log.append("out " + name)

# %% test
with f("a") as given:
    assert given == "A" and log == ["in a"]
assert log == ["in a", "out a"]
