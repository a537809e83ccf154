# plotchecker reads the lines of the axes that the student returned.
# needs: nothing
# requires: plotchecker

# %% answer
import matplotlib.pyplot as plt

def draw():
    fig, ax = plt.subplots()
    ax.plot([1, 2], [3, 4])
    return ax

# %% test
from plotchecker import LinePlotChecker
pc = LinePlotChecker(draw())
pc.assert_num_lines(1)
pc.assert_x_data_equal([[1, 2]])
