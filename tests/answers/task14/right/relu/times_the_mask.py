# Multiplies by the mask.
# costs: nothing
def relu(x):
    return x * (x > 0)
