# doctest.testmod runs the examples of all functions of the notebook.
# needs: one process

# %% answer
def triple(x):
    """Triple.

    >>> triple(2)
    6
    >>> triple("a")
    'aaa'
    """
    return 3 * x

# %% test
import doctest
result = doctest.testmod()
assert result.failed == 0
assert result.attempted >= 2
