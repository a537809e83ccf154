# The test passes an image and gets another one back.
# needs: nothing

# %% answer
def thumbnail(image):
    return image.convert("L").resize((image.width // 2, image.height // 2))

# %% test
from PIL import Image
small = thumbnail(Image.new("RGB", (8, 6), "white"))
assert small.mode == "L" and small.size == (4, 3)
assert small.getpixel((0, 0)) == 255
