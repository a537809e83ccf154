# %% answer
def compose(f, g):
    return lambda x: f(g(x))
def apply(f, xs):
    return [f(x) for x in xs]

# %% test
calls = []
def double(x):
    calls.append(x)
    return 2 * x
assert compose(double, lambda x: x + 1)(3) == 8 and calls == [4]
assert apply(lambda n: sum(apply(double, range(n))), [1, 2, 3]) == [0, 2, 6]
