# The answer adds a column to a frame of a locked cell.
# needs: changes

# %% locked
import pandas as pd
df = pd.DataFrame({"a": [1, 2]})

# %% answer
df["b"] = df["a"] * 2

# %% test
assert list(df["b"]) == [2, 4]
