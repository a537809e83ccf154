# A grouped and aggregated frame: index, columns, values.
# needs: nothing

# %% locked
import pandas as pd
sales = pd.DataFrame({"shop": list("abab"), "item": list("xxyy"), "n": [1, 2, 3, 4]})

# %% answer
per_shop = sales.groupby("shop")["n"].agg(["sum", "max"])
table = sales.pivot_table(index="shop", columns="item", values="n")

# %% test
assert per_shop.loc["b", "sum"] == 6
assert list(per_shop.columns) == ["sum", "max"]
assert per_shop.index.name == "shop"
assert isinstance(per_shop, pd.DataFrame)

# %% test
assert table.loc["a", "y"] == 3
assert table.columns.tolist() == ["x", "y"]
