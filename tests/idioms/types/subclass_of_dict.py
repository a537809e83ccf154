# A class that inherits from dict and answers for missing keys.
# needs: nothing

# %% answer
class Zero(dict):
    def __missing__(self, key):
        return 0

    def add(self, key):
        self[key] += 1
        return self

# %% test
z = Zero(a=1)
assert isinstance(z, dict) and z["nothing"] == 0
z.add("a").add("b")
assert z == {"a": 2, "b": 1}
assert dict(z) == {"a": 2, "b": 1} and "c" not in z
