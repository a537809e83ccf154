# A docstring must be there and say something.
# needs: nothing

# %% answer
def area(width, height):
    """Return the area of a rectangle.

    Parameters are lengths in metres.
    """
    return width * height

# %% test
import inspect
assert area.__doc__ is not None, "write a docstring"
assert "rectangle" in area.__doc__
assert inspect.getdoc(area).splitlines()[-1] == "Parameters are lengths in metres."
