# A runtime-checkable protocol of the test is fulfilled by the student's class.
# needs: nothing

# %% answer
class Duck:
    def quack(self):
        return "quack"

class Stone:
    pass

# %% test
from collections.abc import Callable, Hashable
from typing import Protocol, runtime_checkable

@runtime_checkable
class Quacks(Protocol):
    def quack(self): ...

assert isinstance(Duck(), Quacks)
assert not isinstance(Stone(), Quacks)
assert isinstance(Duck().quack, Callable) and isinstance(Duck(), Hashable)
