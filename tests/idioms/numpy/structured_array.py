# An array with named fields.
# needs: nothing

# %% answer
import numpy as np

people = np.array([("Ann", 41), ("Bo", 7)], dtype=[("name", "U10"), ("age", int)])

# %% test
assert people.dtype.names == ("name", "age")
assert people["age"].mean() == 24
assert people[people["age"] > 18]["name"].tolist() == ["Ann"]
assert people[1]["name"] == "Bo"
