# %% answer
def f(x):
    print('value', x)

# %% test
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as printed:
    assert f(3) is None
assert printed.getvalue() == "value 3\n"
