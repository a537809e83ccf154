# sum() adds a student's objects from a start value.
# needs: operators

# %% answer
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __radd__(self, other):
        return self if other == 0 else other + self

# %% test
assert sum([Money(5), Money(7)], Money(0)).cents == 12
assert sum([Money(5), Money(7)]).cents == 12
