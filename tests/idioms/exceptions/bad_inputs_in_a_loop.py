# Each bad input must raise its own kind of error.
# needs: nothing

# %% answer
def mean(values):
    if not isinstance(values, list):
        raise TypeError("values must be a list")
    if not values:
        raise ValueError("values must not be empty")
    return sum(values) / len(values)

# %% test
for bad, kind in [("abc", TypeError), (None, TypeError), ([], ValueError)]:
    try:
        mean(bad)
    except kind:
        continue
    except Exception as error:
        raise AssertionError(f"{kind.__name__} expected, not {type(error).__name__}")
    raise AssertionError(f"mean({bad!r}) must raise {kind.__name__}")
assert mean([1, 2]) == 1.5
