# %% answer
class Stack:
    size = 0
    def __init__(self, *items, limit=9):
        self.items, self.limit = list(items), limit
    def push(self, item):
        self.items.append(item)
        return self
    def __len__(self):
        return len(self.items)
    def __getitem__(self, place):
        return self.items[place]
    def __contains__(self, item):
        return item in self.items
    def __iter__(self):
        return iter(self.items)
    def __str__(self):
        return "|".join(map(str, self.items))

# %% test
stack = Stack(1, 2, limit=5)
assert isinstance(stack, Stack) and callable(Stack)
assert stack.push(3).push(4) is stack
assert len(stack) == 4 and stack[0] == 1 and stack[1:3] == [2, 3]
assert 4 in stack and 5 not in stack
assert list(stack) == [1, 2, 3, 4] and [n for n in stack if n > 2] == [3, 4]
assert stack.limit == 5 and not hasattr(stack, "other")
stack.limit = 6
assert stack.limit == 6 and f"{stack}" == str(stack) == "1|2|3|4"
