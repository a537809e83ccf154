# The student's function is applied to each group of a frame of the test.
# needs: nothing

# %% answer
def spread(values):
    return values.max() - values.min()

# %% test
import pandas as pd
df = pd.DataFrame({"k": list("aabb"), "v": [1, 5, 2, 2]})
result = df.groupby("k")["v"].agg(spread)
assert result.to_dict() == {"a": 4, "b": 0}
