# Vectorizes the function of the module math.
# costs: nothing
import math

tanh = np.vectorize(math.tanh)
