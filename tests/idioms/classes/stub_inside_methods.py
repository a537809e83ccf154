# The release keeps the class and cuts only the bodies of its methods.
# needs: nothing

# %% answer
class Stack:
    """Last in, first out."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.items = []
        ### END SOLUTION

    def push(self, item):
        ### BEGIN SOLUTION
        self.items.append(item)
        ### END SOLUTION

    def pop(self):
        ### BEGIN SOLUTION
        return self.items.pop()
        ### END SOLUTION

# %% test
s = Stack()
s.push(1)
s.push("two")
assert s.pop() == "two"
assert s.pop() == 1
try:
    s.pop()
except IndexError:
    pass
else:
    raise AssertionError("pop of an empty stack must raise IndexError")
