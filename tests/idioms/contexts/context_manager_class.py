# A class with __enter__ and __exit__ runs around the test's block.
# needs: nothing

# %% answer
class Door:
    def __init__(self):
        self.log = []

    def __enter__(self):
        self.log.append("open")
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append("close")
        return False

# %% test
with Door() as door:
    assert isinstance(door, Door)
    assert door.log == ["open"]
assert door.log == ["open", "close"]
