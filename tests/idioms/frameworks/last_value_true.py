# The cell ends with a comparison, as teachers show students what to expect.
# needs: nothing

# %% answer
def savings(payment, years, rate):
    return round(sum(payment * (1 + rate) ** n for n in range(1, years + 1)), 2)

# %% test
### BEGIN HIDDEN TESTS
assert 1097 < savings(100, 8, 0.07) < 1098
### END HIDDEN TESTS
savings(100, 2, 0.1) == 231.0
