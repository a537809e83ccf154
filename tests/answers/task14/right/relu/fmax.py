# np.fmax compares place by place too.
# costs: nothing
def relu(x):
    return np.fmax(0.0, x)
