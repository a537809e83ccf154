# The answer cell leaves fig and ax, and the test looks at both.
# needs: nothing

# %% answer
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
ax.bar(["a", "b", "c"], [3, 1, 2])
ax.set_title("Counts")

# %% test
import matplotlib
assert isinstance(fig, matplotlib.figure.Figure)
assert isinstance(ax, matplotlib.axes.Axes)
assert fig.axes[0] is ax
assert list(fig.get_size_inches()) == [6, 3]
assert [patch.get_height() for patch in ax.patches] == [3, 1, 2]
assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "c"]
