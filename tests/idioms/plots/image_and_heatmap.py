# imshow: the test reads the array and the colour map of the image.
# needs: nothing

# %% answer
import matplotlib.pyplot as plt
import numpy as np

def heatmap(matrix):
    fig, ax = plt.subplots()
    image = ax.imshow(matrix, cmap="gray")
    fig.colorbar(image)
    return fig

# %% test
import numpy as np
fig = heatmap(np.eye(3))
ax = fig.axes[0]
assert len(fig.axes) == 2, "a colour bar is missing"
assert np.array_equal(ax.images[0].get_array(), np.eye(3))
assert ax.images[0].get_cmap().name == "gray"
