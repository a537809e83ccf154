# The student's function changes a DataFrame of the test in place.
# needs: changes

# %% answer
def clean(df):
    df.fillna({"a": 0}, inplace=True)
    df["double"] = df["a"] * 2

# %% test
import pandas as pd
df = pd.DataFrame({"a": [1.0, None]})
clean(df)
assert df["a"].tolist() == [1, 0]
assert list(df.columns) == ["a", "double"]
