# The text of the cells that ran is searched through In.
# needs: nothing

# %% answer
squares = list(map(lambda x: x * x, range(5)))

# %% test
assert squares == [0, 1, 4, 9, 16]
assert any("map(" in text for text in In if "squares =" in text and "assert" not in text), "use map"
