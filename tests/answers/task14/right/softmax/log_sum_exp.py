# By way of the logarithm of the sum.
# costs: nothing
from scipy.special import logsumexp

def softmax(z, axis=-1):
    return np.exp(z - logsumexp(z, axis=axis, keepdims=True))
