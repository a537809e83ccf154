# The student's own cells call the answer, print and plot.
# needs: nothing

# %% own
import matplotlib.pyplot as plt
notes = []

# %% answer
def f(x):
    return x**2

# %% own
notes.append(f(3))
print(notes)
plt.plot([f(x) for x in range(4)]);

# %% test
assert f(3) == 9 and f(-1) == 1
