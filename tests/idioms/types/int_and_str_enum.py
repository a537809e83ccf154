# IntEnum and StrEnum members are numbers and texts.
# needs: nothing

# %% answer
from enum import IntEnum, StrEnum

class Level(IntEnum):
    LOW = 1
    HIGH = 3

class Suit(StrEnum):
    HEARTS = "h"

# %% test
assert Level.HIGH > Level.LOW and Level.HIGH == 3
assert Level.LOW + 1 == 2 and isinstance(Level.LOW, int)
assert Suit.HEARTS == "h" and Suit.HEARTS.upper() == "H"
assert sorted([Level.HIGH, Level.LOW]) == [1, 3]
