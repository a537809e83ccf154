# A double underscore is mangled: the test looks for the attribute under both names.
# needs: nothing

# %% answer
class Account:
    def __init__(self, balance):
        self.__balance = balance

    def deposit(self, amount):
        self.__balance += amount

# %% test
a = Account(10)
a.deposit(5)
assert not hasattr(a, "__balance")
assert a._Account__balance == 15
