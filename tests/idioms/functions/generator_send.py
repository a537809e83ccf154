# Values are sent into a student's generator, and it is closed.
# needs: nothing

# %% answer
def running_mean():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count

# %% test
g = running_mean()
next(g)
assert g.send(10) == 10
assert g.send(20) == 15
g.close()
