# The student's manager hears of an error of a class of the student's, and decides about it.
# needs: nothing

# %% answer
class Refused(Exception):
    pass

class Account:
    def __init__(self):
        self.balance = 10

    def __enter__(self):
        self._before = self.balance
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.balance = self._before
        return kind is Refused and isinstance(error, Refused)

    def pay(self, amount):
        self.balance -= amount
        if self.balance < 0:
            raise Refused(amount)

# %% test
account = Account()
with account:
    account.pay(4)
assert account.balance == 6
with account:
    account.pay(7)
assert account.balance == 6, "take back what was refused"
try:
    with account:
        account.pay(1)
        raise KeyError("key")
except KeyError:
    pass
assert account.balance == 6
