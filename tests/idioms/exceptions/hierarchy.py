# A family of exceptions is caught by its base class, and each by its own.
# needs: nothing

# %% answer
class BankError(Exception):
    """Anything that a bank refuses."""

class Overdraft(BankError):
    pass

class Closed(BankError):
    pass

def withdraw(open, balance, amount):
    if not open:
        raise Closed
    if amount > balance:
        raise Overdraft

# %% test
assert Overdraft.__bases__ == (BankError,)
caught = []
for arguments in [(False, 1, 1), (True, 1, 2)]:
    try:
        withdraw(*arguments)
    except Closed:
        caught.append("closed")
    except BankError as error:
        caught.append(type(error).__name__)
assert caught == ["closed", "Overdraft"]
