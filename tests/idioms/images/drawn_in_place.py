# The student draws on an image of the test.
# needs: changes, names

# %% answer
from PIL import ImageDraw

def cross(image):
    draw = ImageDraw.Draw(image)
    draw.line([(0, 2), (4, 2)], fill="red")
    draw.line([(2, 0), (2, 4)], fill="red")

# %% test
from PIL import Image
image = Image.new("RGB", (5, 5))
cross(image)
assert image.getpixel((2, 2)) == (255, 0, 0)
assert image.getpixel((0, 0)) == (0, 0, 0)
