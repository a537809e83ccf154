# Type hints of the student's function and class.
# needs: nothing

# %% answer
from typing import Optional

def find(name: str, ages: dict[str, int]) -> Optional[int]:
    return ages.get(name)

class Item:
    price: float
    name: str = "?"

# %% test
from typing import Optional, get_type_hints
assert find.__annotations__["name"] is str
assert get_type_hints(find)["return"] == Optional[int]
assert get_type_hints(Item) == {"price": float, "name": str}
assert find("a", {"a": 1}) == 1
