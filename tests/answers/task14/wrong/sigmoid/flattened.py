# Loses the shape of a matrix.
# costs: test_sigmoid_shapes
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    z = a * np.asarray(x) + b
    return expit(z) if z.ndim == 0 else expit(z.ravel())
