# The attributes of an object are compared as a dict.
# needs: nothing

# %% answer
class Book:
    def __init__(self, title, pages):
        self.title = title
        self.pages = pages

# %% test
b = Book("Emma", 474)
assert vars(b) == {"title": "Emma", "pages": 474}
assert b.__dict__["pages"] == 474
assert list(b.__dict__) == ["title", "pages"]
