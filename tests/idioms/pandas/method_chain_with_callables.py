# The student's functions go through pipe, assign and a sort key of pandas.
# needs: nothing

# %% answer
def add_ratio(df, name):
    return df.assign(**{name: lambda d: d.a / d.b})

# %% test
import pandas as pd
df = pd.DataFrame({"a": [1, 4], "b": [2, 2]})
result = df.pipe(add_ratio, "ratio").query("ratio > 1")
assert result["ratio"].tolist() == [2.0]
