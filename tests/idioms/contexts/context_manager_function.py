# contextlib.contextmanager around a generator of the student's.
# needs: nothing

# %% answer
from contextlib import contextmanager

@contextmanager
def tagged(parts, name):
    parts.append(f"<{name}>")
    yield name.upper()
    parts.append(f"</{name}>")

parts = []

# %% test
with tagged(parts, "b") as upper:
    assert upper == "B"
    parts.append("text")
assert parts[0] == "<b>" and parts[-1] == "</b>"
