# The student writes an image file, and the test opens it.
# needs: files

# %% answer
from PIL import Image

def save_gradient(path):
    image = Image.new("L", (4, 1))
    image.putdata([0, 80, 160, 240])
    image.save(path)

# %% test
from PIL import Image
save_gradient("gradient.png")
with Image.open("gradient.png") as image:
    assert image.format == "PNG"
    assert [image.getpixel((x, 0)) for x in range(4)] == [0, 80, 160, 240]
