# A TypedDict and a generic class of the student's.
# needs: nothing

# %% answer
from typing import Generic, TypedDict, TypeVar

class Movie(TypedDict):
    title: str
    year: int

T = TypeVar("T")

class Box(Generic[T]):
    def __init__(self, content: T):
        self.content = content

film: Movie = {"title": "Metropolis", "year": 1927}

# %% test
assert isinstance(film, dict) and film["year"] == 1927
assert Movie(title="M", year=1931) == {"title": "M", "year": 1931}
assert set(Movie.__annotations__) == {"title", "year"}
assert Box[int](3).content == 3
