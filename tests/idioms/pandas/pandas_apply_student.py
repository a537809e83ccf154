# pandas applies a function of the student's to a Series.
# needs: nothing

# %% answer
def f(x):
    return x + 1

# %% test
import pandas as pd
assert pd.Series([1, 2]).apply(f).tolist() == [2, 3]
assert pd.Series([1, 2]).map(f).tolist() == [2, 3]
