# The methods of a class are listed with getmembers, and their source is read.
# needs: nothing

# %% answer
class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        return self._items.pop()

# %% test
import inspect
methods = [name for name, _ in inspect.getmembers(Stack, inspect.isfunction)]
assert set(methods) >= {"__init__", "push", "pop"}
assert ".append(" in inspect.getsource(Stack.push)
assert list(inspect.signature(Stack.push).parameters) == ["self", "item"]
