# The answer gives a name of a locked cell a new value.
# needs: changes

# %% locked
total = 0
grades = [1.0, 2.3, 1.7]

# %% answer
for grade in grades:
    total += grade
total = round(total, 1)

# %% test
assert total == 5.0
assert grades == [1.0, 2.3, 1.7]
