# A student's object decides that it equals a plain number.
# needs: one process

# %% answer
class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return self.amount == getattr(other, "amount", other)

# %% test
assert Money(3) == 3
assert Money(3) != 4
assert Money(3) == Money(3)
