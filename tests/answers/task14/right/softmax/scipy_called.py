# Calls scipy's softmax in a function.
# costs: nothing
from scipy import special

def softmax(z, axis=-1):
    return special.softmax(z, axis=axis)
