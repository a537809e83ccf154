# The source text of the student's function is searched for a keyword.
# needs: nothing

# %% answer
def total(x):
    return sum(x)

# %% test
import inspect
assert "for" not in inspect.getsource(total)
