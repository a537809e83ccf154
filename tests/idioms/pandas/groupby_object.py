# The answer is a GroupBy object, of which the test takes groups.
# needs: nothing

# %% answer
import pandas as pd

groups = pd.DataFrame({"k": list("aba"), "v": [1, 2, 3]}).groupby("k")

# %% test
assert groups.ngroups == 2
assert groups.get_group("a")["v"].tolist() == [1, 3]
assert groups["v"].sum().to_dict() == {"a": 4, "b": 2}
