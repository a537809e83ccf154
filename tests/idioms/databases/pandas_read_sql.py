# pandas runs the query of the answer, and the frame is compared.
# needs: nothing

# %% locked
import sqlite3
import pandas as pd
con = sqlite3.connect(":memory:")
pd.DataFrame({"shop": list("aab"), "n": [1, 2, 5]}).to_sql("sales", con, index=False)

# %% answer
sql = "SELECT shop, sum(n) AS total FROM sales GROUP BY shop"
totals = pd.read_sql(sql, con)

# %% test
assert totals.to_dict("list") == {"shop": ["a", "b"], "total": [3, 5]}
pd.testing.assert_frame_equal(pd.read_sql(sql, con), totals)
assert "group by" in sql.lower()
