# Rounds to four digits.
# costs: test_tanh
def tanh(x):
    return np.round(np.tanh(x), 4)
