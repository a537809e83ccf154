# The examples in the student's docstring are run.
# needs: nothing

# %% answer
def double(x):
    """Double.

    >>> double(2)
    4
    """
    return 2 * x

# %% test
import doctest
r = doctest.DocTestRunner()
for t in doctest.DocTestFinder().find(double, "double", globs={"double": double}):
    r.run(t)
assert r.summarize(verbose=False).failed == 0 and r.tries > 0
