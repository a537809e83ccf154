# Answer and test use the same class of a module beside.
# needs: nothing

# %% answer
from geometry import Point

def midpoint(a, b):
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)

# %% test
from geometry import Point
m = midpoint(Point(0, 0), Point(2, 4))
assert isinstance(m, Point)
assert (m.x, m.y) == (1, 2)
assert m == Point(1, 2)

# %% file geometry.py
from dataclasses import dataclass

@dataclass
class Point:
    x: float
    y: float
