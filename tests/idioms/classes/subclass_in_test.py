# The test subclasses a student's class, whose method calls the override.
# needs: one process

# %% answer
class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"area {self.area()}"

# %% test
class Sq(Shape):
    def area(self):
        return 4

assert Sq().describe() == "area 4"
