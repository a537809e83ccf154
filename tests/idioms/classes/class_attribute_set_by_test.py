# The test sets an attribute of a student's class, and all instances see it.
# needs: nothing

# %% answer
class Account:
    rate = 0.02

    def __init__(self, balance):
        self.balance = balance

    def interest(self):
        return self.balance * self.rate

# %% test
a = Account(100)
assert abs(a.interest() - 2) < 1e-9
Account.rate = 0.05
assert abs(a.interest() - 5) < 1e-9
Account.rate = 0.02
