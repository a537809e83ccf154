# An object made in one test cell is used again in the next.
# needs: nothing

# %% answer
class Cart:
    def __init__(self):
        self.items = {}

    def add(self, name, price):
        self.items[name] = price

    def total(self):
        return sum(self.items.values())

# %% test
cart = Cart()
cart.add("tea", 3)
assert cart.total() == 3

# %% test
cart.add("cake", 4.5)
assert cart.total() == 7.5
assert cart.items == {"tea": 3, "cake": 4.5}
