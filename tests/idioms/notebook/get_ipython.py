# The test runs a cell of text through the shell.
# needs: nothing

# %% answer
def greet(name):
    return f"Hello {name}"

# %% test
shell = get_ipython()
result = shell.run_cell("greeting = greet('Ann')")
assert result.success
assert greeting == "Hello Ann"
