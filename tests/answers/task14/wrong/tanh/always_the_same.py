# Returns float('nan') whatever comes in.
# costs: test_tanh
def tanh(x):
    return float('nan')
