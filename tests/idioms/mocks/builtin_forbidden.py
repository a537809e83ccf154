# A builtin is replaced by a function that raises.
# needs: one process

# %% answer
def total(values):
    result = 0
    for value in values:
        result += value
    return result

# %% test
import builtins

def forbidden(*args):
    raise RuntimeError("do not use sum")

saved = builtins.sum
builtins.sum = forbidden
try:
    assert total([1, 2, 3]) == 6
finally:
    builtins.sum = saved
