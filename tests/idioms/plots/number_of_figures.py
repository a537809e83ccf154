# The test counts the open figures before and after a call.
# needs: changes

# %% answer
import matplotlib.pyplot as plt

def draw_two():
    for n in (1, 2):
        plt.figure()
        plt.plot(range(n + 2))

# %% test
import matplotlib.pyplot as plt
plt.close("all")
draw_two()
assert len(plt.get_fignums()) == 2
plt.close("all")
