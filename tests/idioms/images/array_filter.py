# A filter on an image array, compared pixel by pixel with uint8.
# needs: changes

# %% answer
import numpy as np

def invert(pixels):
    return 255 - pixels

# %% test
import numpy as np
pixels = np.array([[[0, 128, 255]]], dtype=np.uint8)
out = invert(pixels)
assert out.dtype == np.uint8
assert out.tolist() == [[[255, 127, 0]]]
assert pixels[0, 0, 0] == 0, "do not change the argument"
