# A named tuple with the two values.
# costs: nothing
from collections import namedtuple

Range = namedtuple("Range", "smallest largest")


def output_range(f, low, high, n=1001):
    values = [float(f(low + (high - low) * k / (n - 1))) for k in np.arange(n)]
    values.sort()
    return Range(values[0], values[-1])
