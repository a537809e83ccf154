# The formula as it stands in the question.
# costs: test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    return 1 / (1 + np.exp(-(a * x + b)))
