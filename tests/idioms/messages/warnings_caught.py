# A warning of the student's is caught and counted.
# needs: nothing

# %% answer
import warnings

def old():
    warnings.warn("gone", DeprecationWarning)

# %% test
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    old()
assert len(w) == 1
