# Series of the student's are combined with those of the test.
# needs: nothing

# %% answer
import pandas as pd

weights = pd.Series({"a": 0.5, "b": 0.3, "c": 0.2})

# %% test
import pandas as pd
assert abs(weights.sum() - 1) < 1e-9
marks = pd.Series({"a": 1, "b": 2, "c": 3})
assert abs((weights * marks).sum() - 1.7) < 1e-9
assert weights.idxmax() == "a"
assert (weights > 0).all()
assert weights["b":].tolist() == [0.3, 0.2]
