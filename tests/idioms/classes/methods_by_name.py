# The test loops over names of methods with getattr.
# needs: nothing

# %% answer
class Calculator:
    def add(self, a, b):
        return a + b

    def mul(self, a, b):
        return a * b

# %% test
calculator = Calculator()
for name, expected in [("add", 7), ("mul", 12)]:
    method = getattr(calculator, name, None)
    assert callable(method), f"{name} is missing"
    assert method(3, 4) == expected
assert getattr(calculator, "div", None) is None
