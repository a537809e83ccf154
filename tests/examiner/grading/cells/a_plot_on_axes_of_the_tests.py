# %% answer
def f(ax):
    ax.plot([0, 1], [0, 1])

# %% test
fig, ax = plt.subplots()
f(ax)
assert len(ax.lines) == 1
