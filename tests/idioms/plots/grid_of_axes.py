# plt.subplots gives an array of axes, and each has its title.
# needs: nothing

# %% answer
import matplotlib.pyplot as plt

def panels(data):
    fig, axes = plt.subplots(2, 2, sharex=True)
    for ax, (name, values) in zip(axes.flat, data.items()):
        ax.hist(values, bins=4)
        ax.set_title(name)
    return fig, axes

# %% test
fig, axes = panels({"a": [1, 2, 2, 3], "b": [5, 5, 6], "c": [0, 9], "d": [4, 4, 5]})
assert axes.shape == (2, 2)
assert [ax.get_title() for ax in axes.ravel()] == ["a", "b", "c", "d"]
assert sum(p.get_height() for p in axes[0, 0].patches) == 4
assert len(fig.get_axes()) == 4
