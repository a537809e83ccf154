# Members of an Enum: by name, by value, in a loop, and their identity.
# needs: nothing

# %% answer
from enum import Enum

class Colour(Enum):
    RED = 1
    GREEN = 2

    def other(self):
        return Colour.GREEN if self is Colour.RED else Colour.RED

# %% test
assert Colour.RED.value == 1 and Colour.RED.name == "RED"
assert Colour(2) is Colour.GREEN and Colour["RED"] is Colour.RED
assert [c.name for c in Colour] == ["RED", "GREEN"]
assert Colour.RED.other() is Colour.GREEN
assert Colour.RED == Colour.RED and Colour.RED != Colour.GREEN
assert isinstance(Colour.RED, Colour) and len(Colour) == 2
