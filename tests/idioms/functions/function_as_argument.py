# The test passes its own functions and lambdas to the student's.
# needs: nothing

# %% answer
def compose(f, g):
    return lambda x: f(g(x))

def derivative(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)

# %% test
def double(x):
    return 2 * x

assert compose(double, lambda x: x + 1)(3) == 8
assert compose(str.upper, str.strip)(" a ") == "A"

# %% test
import math
assert abs(derivative(lambda x: x**2, 3) - 6) < 1e-4
assert abs(derivative(math.sin, 0) - 1) < 1e-4
