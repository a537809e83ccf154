# Two closures keep their own state.
# needs: nothing

# %% answer
def make_counter(start=0):
    count = start

    def step():
        nonlocal count
        count += 1
        return count

    return step

# %% test
a, b = make_counter(), make_counter(10)
assert [a(), a(), b(), a()] == [1, 2, 11, 3]
