# The student's function calls methods of an object whose class the test defines.
# needs: nothing

# %% answer
def describe(shape):
    return f"{shape.name}: {shape.area():.1f}"

# %% test
class Triangle:
    name = "triangle"

    def __init__(self, base, height):
        self.base, self.height = base, height

    def area(self):
        return self.base * self.height / 2

assert describe(Triangle(3, 4)) == "triangle: 6.0"
