# The student saves a figure, and the test looks at the file.
# needs: files

# %% answer
import matplotlib.pyplot as plt

def save(path):
    fig, ax = plt.subplots()
    ax.plot([1, 2, 3])
    fig.savefig(path, dpi=50)
    plt.close(fig)

# %% test
import os
import matplotlib.pyplot as plt
save("plot.png")
assert os.path.getsize("plot.png") > 500
assert plt.imread("plot.png").shape[:2] == (240, 320)
os.remove("plot.png")
