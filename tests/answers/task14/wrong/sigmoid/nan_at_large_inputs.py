# The formula of the slides, which is nan from 710 on.
# costs: test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    z = a * x + b
    return np.exp(z) / (1 + np.exp(z))
