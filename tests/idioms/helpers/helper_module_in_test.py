# A module beside the notebook holds the checks, and only the test imports it.
# needs: nothing

# %% answer
def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2

# %% test
import checks
checks.check_median(median)

# %% file checks.py
import statistics

SAMPLES = [[1], [3, 1, 2], [4, 1, 3, 2]]

def check_median(function):
    for sample in SAMPLES:
        got, expected = function(sample), statistics.median(sample)
        assert got == expected, f"median({sample}) is {expected}, not {got}"
