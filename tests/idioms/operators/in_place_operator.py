# += changes a student's object itself.
# needs: operators

# %% answer
class Bag:
    def __init__(self):
        self.items = []

    def __iadd__(self, item):
        self.items.append(item)
        return self

# %% test
bag = Bag()
same = bag
bag += "apple"
bag += "pear"
assert bag is same
assert bag.items == ["apple", "pear"]
