# A recursive function, tested by a table of values with messages.
# needs: nothing

# %% answer
def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)

# %% test
cases = [(0, 1), (1, 1), (5, 120), (20, 2432902008176640000)]
for n, expected in cases:
    got = factorial(n)
    assert got == expected, f"factorial({n}) is {expected}, not {got}"
assert factorial(100) % 10**24 == 0
