# Clips the weighted sum at 500.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.clip(a * x + b, -500, 500)
    return 1 / (1 + np.exp(-z))
