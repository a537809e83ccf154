# The test reads, sets and adds attributes of a student's object.
# needs: nothing

# %% answer
class Person:
    def __init__(self, name, age):
        self.name = name
        self.age = age

    def birthday(self):
        self.age += 1

# %% test
p = Person("Ann", 41)
assert hasattr(p, "name") and not hasattr(p, "salary")
p.birthday()
assert p.age == 42
p.age = 10
p.birthday()
assert p.age == 11
p.email = "ann@example.org"
assert p.email == "ann@example.org"
