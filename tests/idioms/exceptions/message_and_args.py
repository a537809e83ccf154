# The text and the args of an exception are checked.
# needs: nothing

# %% answer
def withdraw(balance, amount):
    if amount > balance:
        raise ValueError("insufficient funds", amount - balance)
    return balance - amount

# %% test
try:
    withdraw(10, 25)
    assert False, "ValueError expected"
except ValueError as error:
    assert error.args == ("insufficient funds", 15)
    assert "insufficient" in str(error)
assert withdraw(10, 4) == 6
