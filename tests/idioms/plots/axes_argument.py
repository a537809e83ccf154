# The test makes the figure and passes its axes to the student's function.
# needs: nothing

# %% answer
def scatter(ax, points):
    xs, ys = zip(*points)
    ax.scatter(xs, ys)
    ax.set_xlabel("length")
    ax.grid(True)

# %% test
import matplotlib.pyplot as plt
import numpy as np
fig, ax = plt.subplots()
scatter(ax, [(1, 2), (3, 4)])
assert len(ax.collections) == 1
assert np.array_equal(ax.collections[0].get_offsets(), [[1, 2], [3, 4]])
assert ax.get_xlabel() == "length"
