# A name is looked up in locals(), dir() and vars().
# needs: nothing

# %% answer
radius = 3

# %% test
assert "radius" in locals()
assert "radius" in dir()
assert vars()["radius"] == 3
assert globals().get("radius", None) == 3
assert "diameter" not in globals()
