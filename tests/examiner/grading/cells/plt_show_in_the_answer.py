# %% answer
plt.plot([1, 2])
plt.show()
def f():
    plt.plot([1])
    plt.show()
    return 1

# %% test
assert f() == 1
