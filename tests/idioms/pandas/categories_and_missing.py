# Categories, missing values and dtypes of a cleaned frame.
# needs: nothing

# %% answer
import pandas as pd

def clean(df):
    df = df.copy()
    df["size"] = pd.Categorical(df["size"], ["S", "M", "L"], ordered=True)
    df["price"] = pd.to_numeric(df["price"], errors="coerce")
    return df

# %% test
import pandas as pd
df = clean(pd.DataFrame({"size": ["L", "S", "M"], "price": ["3.5", "n/a", "2"]}))
assert isinstance(df["size"].dtype, pd.CategoricalDtype)
assert df["size"].min() == "S"
assert df["price"].isna().sum() == 1
assert df["price"].dtype == float
assert df.sort_values("size")["price"].tolist()[1:] == [2.0, 3.5]
