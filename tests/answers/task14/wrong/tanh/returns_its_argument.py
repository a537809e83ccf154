# Gives back what was handed in.
# costs: test_tanh
def tanh(x):
    return x
