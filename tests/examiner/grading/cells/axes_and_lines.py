# %% answer
def f():
    fig, ax = plt.subplots()
    ax.plot([1, 2, 3], [4, 5, 6], label="curve")
    ax.set(xlabel="epoch", title="History")
    ax.legend()
    return ax

# %% test
ax = f()
assert isinstance(ax, plt.Axes)
(line,) = ax.get_lines()
np.testing.assert_array_equal(line.get_ydata(), [4, 5, 6])
assert ax.get_xlabel() == "epoch" and ax.get_title() == "History"
assert [t.get_text() for t in ax.get_legend().get_texts()] == ["curve"]
