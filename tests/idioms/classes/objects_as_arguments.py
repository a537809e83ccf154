# A method takes another object of the student's and changes both.
# needs: nothing

# %% answer
class Account:
    def __init__(self, balance=0):
        self.balance = balance

    def transfer(self, other, amount):
        if amount > self.balance:
            raise ValueError("insufficient funds")
        self.balance -= amount
        other.balance += amount

# %% test
a, b = Account(50), Account()
a.transfer(b, 20)
assert (a.balance, b.balance) == (30, 20)
try:
    a.transfer(b, 1000)
except ValueError as error:
    assert "insufficient" in str(error)
else:
    assert False, "an overdraft must raise ValueError"
