# A function must call itself: its name stands in its code.
# needs: nothing

# %% answer
def power(x, n):
    if n == 0:
        return 1
    return x * power(x, n - 1)

# %% test
import inspect
assert power(2, 10) == 1024
assert inspect.getsource(power).count("power") >= 2, "call power in power"
assert "power" in power.__code__.co_names
