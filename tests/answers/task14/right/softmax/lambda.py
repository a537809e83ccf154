# A lambda that shifts twice.
# costs: nothing
shifted = lambda z, axis: np.exp(z - np.max(z, axis=axis, keepdims=True))
softmax = lambda z, axis=-1: shifted(z, axis) / shifted(z, axis).sum(axis=axis, keepdims=True)
