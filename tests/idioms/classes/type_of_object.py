# The exact type of an object is a class of the student's.
# needs: nothing

# %% answer
class Dog:
    pass

d = Dog()

# %% test
assert type(d) == Dog
assert type(d) is Dog
