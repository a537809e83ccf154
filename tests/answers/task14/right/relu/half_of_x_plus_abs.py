# Half of x plus its absolute value.
# costs: nothing
def relu(x):
    return (x + abs(x)) / 2
