# The student's function changes a DataFrame of the test in place.
# needs: changes

# %% answer
def clean(df):
    df.dropna(inplace=True)

# %% test
import pandas as pd
df = pd.DataFrame({"a": [1.0, None]})
clean(df)
assert len(df) == 1
