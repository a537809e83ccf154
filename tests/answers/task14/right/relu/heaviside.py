# x times a step.
# costs: nothing
def relu(x):
    return x * np.heaviside(x, 0)
