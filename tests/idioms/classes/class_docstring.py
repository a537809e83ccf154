# A class and its method must have docstrings.
# needs: nothing

# %% answer
class Dog:
    """A dog."""

    def bark(self):
        """Bark once."""
        return "woof"

# %% test
assert Dog.__doc__ and "dog" in Dog.__doc__.lower()
assert Dog.bark.__doc__ is not None and len(Dog.bark.__doc__) > 3
assert Dog.__name__ == "Dog"
