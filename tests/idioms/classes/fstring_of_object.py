# A student's object is formatted with str and in an f-string.
# needs: nothing

# %% answer
class P:
    def __str__(self):
        return "P!"

    def __format__(self, spec):
        return "P?"

# %% test
assert str(P()) == "P!"
assert f"{P()}" == "P?"
