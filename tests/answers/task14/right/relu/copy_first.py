# Works on a copy of anything.
# costs: nothing
def relu(x):
    result = np.array(x)
    result[result < 0] = 0
    return result
