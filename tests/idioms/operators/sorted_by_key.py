# Objects are sorted by an attribute: no operator of theirs is asked.
# needs: nothing

# %% answer
class Student:
    def __init__(self, name, grade):
        self.name, self.grade = name, grade

def ranking(students):
    return sorted(students, key=lambda s: s.grade)

# %% test
ann, bob, cy = Student("Ann", 2.0), Student("Bob", 1.3), Student("Cy", 3.7)
assert [s.name for s in ranking([ann, bob, cy])] == ["Bob", "Ann", "Cy"]
assert max([ann, bob, cy], key=lambda s: s.grade).name == "Cy"
