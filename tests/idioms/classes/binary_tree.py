# A search tree is filled and walked recursively.
# needs: nothing

# %% answer
class Tree:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None

    def insert(self, key):
        side = "left" if key < self.key else "right"
        if getattr(self, side) is None:
            setattr(self, side, Tree(key))
        else:
            getattr(self, side).insert(key)

    def walk(self):
        left = self.left.walk() if self.left else []
        right = self.right.walk() if self.right else []
        return left + [self.key] + right

# %% test
def depth(tree):
    return 0 if tree is None else 1 + max(depth(tree.left), depth(tree.right))

t = Tree(5)
for key in (2, 8, 1, 9, 3):
    t.insert(key)
assert t.walk() == [1, 2, 3, 5, 8, 9]
assert t.left.key == 2 and t.right.left is None
assert depth(t) == 3
