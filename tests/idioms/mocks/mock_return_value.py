# A mock stands for an object whose methods give prepared values.
# needs: nothing

# %% answer
def cheapest(shop, items):
    return min(items, key=shop.price)

# %% test
from unittest.mock import Mock
shop = Mock()
shop.price.side_effect = lambda item: {"tea": 3, "cake": 2, "wine": 9}[item]
assert cheapest(shop, ["tea", "cake", "wine"]) == "cake"
assert shop.price.call_count == 3
