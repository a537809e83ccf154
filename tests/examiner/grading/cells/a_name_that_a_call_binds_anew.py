# %% answer
def first():
    return 1
def second():
    return 2
current = first
def advance():
    global current
    current = second
def go_back_and(call):
    global current
    current = first
    return call()
def advance_too_far():
    global current
    current = second
    return np.zeros(2**27, np.uint8)

# %% test
assert current() == 1
advance()
assert current() == 2
assert go_back_and(lambda: current()) == 1
assert current() == 1
try:
    advance_too_far()
except ValueError:
    assert current() == 2
else:
    raise AssertionError("more than can cross came across")
