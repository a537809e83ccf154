# The student's function leaves the program, which the test catches.
# needs: one process

# %% answer
import sys

def main(arguments):
    if not arguments:
        sys.exit("usage: main NAME")
    return arguments[0]

# %% test
assert main(["x"]) == "x"
try:
    main([])
except SystemExit as leaving:
    assert "usage" in str(leaving.code)
else:
    raise AssertionError("main must leave the program")
