# %% answer
def f(table):
    return table.assign(c=table.a + table.b).groupby('a').c.sum()

# %% test
table = pd.DataFrame({"a": [1, 1, 2], "b": [1.0, 2.0, 3.0]})
expected = pd.Series([5.0, 5.0], index=pd.Index([1, 2], name="a"), name="c")
pd.testing.assert_series_equal(f(table), expected)
assert list(table.columns) == ["a", "b"]
