# A frame is compared with assert_frame_equal and equals.
# needs: changes

# %% answer
import pandas as pd

def tidy(df):
    out = df.rename(columns=str.lower).drop_duplicates()
    return out.reset_index(drop=True)

# %% test
import pandas as pd
given = pd.DataFrame({"A": [1, 1, 2], "B": ["x", "x", "y"]})
expected = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
pd.testing.assert_frame_equal(tidy(given), expected)
assert tidy(given).equals(expected)
assert list(given.columns) == ["A", "B"], "do not change the argument"
