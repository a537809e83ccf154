# Stretches the own sigmoid in both directions.
# costs: nothing
def tanh(x):
    return 2 * sigmoid(2 * x) - 1
