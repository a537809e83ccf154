# Turns the matrix so that the rows count.
# costs: nothing
def softmax(z, axis=-1):
    if np.ndim(z) == 2 and axis in (0, -2):
        return softmax(np.transpose(z)).T
    e = np.exp((z.T - z.max(axis=-1)).T)
    return (e.T / e.sum(axis=-1)).T
