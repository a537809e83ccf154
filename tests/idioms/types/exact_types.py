# type(x) ==, is and isinstance for all the plain types.
# needs: nothing

# %% answer
values = [1, 1.0, True, None, "a", b"a", (1,), [1], {1}, frozenset({1}), {"a": 1}, 1j, range(3)]

def half(n):
    return n / 2

# %% test
kinds = [int, float, bool, type(None), str, bytes, tuple, list, set, frozenset, dict, complex, range]
for value, kind in zip(values, kinds):
    assert type(value) is kind, f"{value!r} should be {kind.__name__}"
assert type(half(3)) == float
assert isinstance(values[2], int) and values[3] is None
assert not isinstance(half(4), int)
