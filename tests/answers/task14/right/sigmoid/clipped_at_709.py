# Clips the weighted sum at the last value that numpy can take.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.clip(a * x + b, -709, 709)
    return 1 / (1 + np.exp(-z))
