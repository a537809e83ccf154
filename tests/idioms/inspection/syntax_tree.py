# The source is parsed, and loops and comprehensions are looked for.
# needs: nothing

# %% answer
def evens(values):
    return [v for v in values if v % 2 == 0]

# %% test
import ast, inspect, textwrap
tree = ast.parse(textwrap.dedent(inspect.getsource(evens)))
kinds = {type(node).__name__ for node in ast.walk(tree)}
assert "ListComp" in kinds, "use a list comprehension"
assert not kinds & {"For", "While"}, "do not write a loop"
assert evens([1, 2, 4]) == [2, 4]
