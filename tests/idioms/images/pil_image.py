# The answer is an image of PIL.
# needs: nothing

# %% answer
from PIL import Image
import numpy as np

img = Image.fromarray(np.zeros((4, 5, 3), np.uint8))

# %% test
import numpy as np
assert img.size == (5, 4)
assert np.array(img).shape == (4, 5, 3)
from PIL import Image
assert isinstance(img, Image.Image)
