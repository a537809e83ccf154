# A named result of a statistical test, by attribute and by unpacking.
# needs: nothing

# %% answer
from scipy import stats

def compare(a, b):
    return stats.ttest_ind(a, b)

# %% test
result = compare([1, 2, 3, 4], [2, 3, 4, 5])
statistic, p = result
assert statistic == result.statistic < 0
assert 0.2 < p < 0.4
assert result.pvalue == p
