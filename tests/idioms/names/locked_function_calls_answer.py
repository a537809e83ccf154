# A locked cell below the answer calls the student's function.
# needs: nothing

# %% answer
def step(x):
    return x / 2 if x % 2 == 0 else 3 * x + 1

# %% locked
def trajectory(start, n):
    values = [start]
    for _ in range(n):
        values.append(step(values[-1]))
    return values

# %% test
assert trajectory(6, 3) == [6, 3, 10, 5]
