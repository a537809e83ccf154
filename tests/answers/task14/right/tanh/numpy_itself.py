# Gives numpy's function the name.
# costs: nothing
tanh = np.tanh
