# The answer is a distribution whose methods the test calls.
# needs: nothing

# %% answer
from scipy import stats

heights = stats.norm(170, 10)

# %% test
assert heights.mean() == 170
assert abs(heights.cdf(180) - 0.8413) < 1e-3
assert abs(heights.ppf(0.5) - 170) < 1e-9
assert heights.rvs(size=5, random_state=0).shape == (5,)
