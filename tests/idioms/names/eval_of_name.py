# The test evaluates text that names the student's answers.
# needs: nothing

# %% answer
def f(x):
    return x + 1

value = 3

# %% test
for expression, expected in [("f(1)", 2), ("value", 3), ("f(value) * 2", 8)]:
    assert eval(expression) == expected, expression
exec("result = f(9)")
assert result == 10
