# A data class: repr, == and a default per object.
# needs: operators

# %% answer
from dataclasses import dataclass, field

@dataclass
class Order:
    customer: str
    items: list = field(default_factory=list)

    @property
    def size(self):
        return len(self.items)

# %% test
assert Order("Ann", [1]) == Order("Ann", [1])
assert Order("Ann") != Order("Bo")
assert repr(Order("Ann")) == "Order(customer='Ann', items=[])"
a, b = Order("x"), Order("x")
a.items.append(1)
assert a.size == 1 and b.size == 0
