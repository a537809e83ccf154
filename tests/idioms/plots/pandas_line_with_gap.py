# Series.plot masks what is not a number; the test compares the data of the line.
# needs: changes

# %% answer
import pandas as pd

def draw(temperatures):
    temperatures.plot()

# %% test
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
plt.close("all")
draw(pd.Series([4.0, 5.0, np.nan]))
x, y = plt.gca().get_lines()[0].get_data()
np.testing.assert_array_equal(y, [4, 5, np.nan])
np.testing.assert_array_equal(plt.gca().lines[0].get_ydata()[:2], [4, 5])
