# The test passes a CSV as io.StringIO to the student's reader.
# needs: nothing

# %% answer
import pandas as pd

def load(file):
    return pd.read_csv(file, sep=";", decimal=",", index_col="id")

# %% test
import io
df = load(io.StringIO("id;x\n7;1,5\n8;2,25\n"))
assert df.loc[8, "x"] == 2.25
assert df.index.tolist() == [7, 8]
