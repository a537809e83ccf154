# Fills an array like x, which cuts off all decimals if x is an int.
# costs: test_tanh
def tanh(x):
    result = np.zeros_like(x)
    result[...] = np.tanh(x)
    return result
