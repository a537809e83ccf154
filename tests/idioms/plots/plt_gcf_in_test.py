# The student plots with pyplot, and the test asks pyplot for the axes.
# needs: changes

# %% answer
import matplotlib.pyplot as plt

def draw():
    plt.plot([1, 2], [3, 4])
    plt.title("T")

# %% test
import matplotlib.pyplot as plt
draw()
assert plt.gca().get_title() == "T"
plt.close()
