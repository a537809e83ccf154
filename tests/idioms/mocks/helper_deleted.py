# A helper of the student's is deleted, to see that another function uses it.
# needs: nothing

# %% answer
def square(x):
    return x * x

def sum_of_squares(values):
    return sum(square(v) for v in values)

# %% test
assert sum_of_squares([1, 2]) == 5
saved = square
del square
try:
    sum_of_squares([1, 2])
except NameError:
    pass
else:
    raise AssertionError("sum_of_squares must use square")
finally:
    square = saved
