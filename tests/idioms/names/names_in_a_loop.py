# A loop over the names of the answers takes each from globals().
# needs: nothing

# %% answer
a, b, c = 1, 2.5, "three"

# %% test
expected = {"a": int, "b": float, "c": str}
for name, kind in expected.items():
    assert name in globals(), f"{name} is not defined"
    value = globals()[name]
    assert type(value) is kind, f"{name} is {type(value).__name__}, not {kind.__name__}"
