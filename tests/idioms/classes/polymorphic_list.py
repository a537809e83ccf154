# Objects of several student classes stand in one list, and each answers in its way.
# needs: nothing

# %% answer
class Square:
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a**2

class Rectangle:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def area(self):
        return self.a * self.b

def total_area(shapes):
    return sum(shape.area() for shape in shapes)

# %% test
shapes = [Square(2), Rectangle(2, 3)]
assert [s.area() for s in shapes] == [4, 6]
assert total_area(shapes) == 10
assert {type(s).__name__ for s in shapes} == {"Square", "Rectangle"}
