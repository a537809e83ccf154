# Builds a list with a loop over the numbers.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    return [1 / (1 + np.exp(-(a * v + b))) for v in x]
