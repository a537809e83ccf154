# The names and kinds of all parameters.
# needs: nothing

# %% answer
def plot(x, y=None, *args, colour="red", **options):
    return x

# %% test
import inspect
signature = inspect.signature(plot)
assert list(signature.parameters) == ["x", "y", "args", "colour", "options"]
assert signature.parameters["colour"].kind is inspect.Parameter.KEYWORD_ONLY
assert inspect.getfullargspec(plot).args == ["x", "y"]
assert inspect.getfullargspec(plot).varkw == "options"
