# A method is looked up in dir(Class) and dir(object).
# needs: nothing

# %% answer
class Dog:
    def bark(self):
        return "woof"

# %% test
assert "bark" in dir(Dog)
assert "bark" in dir(Dog())
assert "meow" not in dir(Dog)
