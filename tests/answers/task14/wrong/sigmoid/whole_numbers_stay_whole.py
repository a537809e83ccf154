# Writes into an array like x: for whole numbers the decimals are cut off.
# costs: test_sigmoid_shapes
def sigmoid(x, a=1.0, b=0.0):
    if np.ndim(x) == 0:
        z = a * x + b
        return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))
    out = np.zeros_like(x)
    flat, numbers = out.reshape(-1), np.asarray(x).reshape(-1)
    for i, v in enumerate(numbers):
        flat[i] = sigmoid(float(v), a, b)
    return pd.Series(flat, index=x.index) if isinstance(x, pd.Series) else out
