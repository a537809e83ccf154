# An abstract class cannot be instantiated, and says which methods are missing.
# needs: nothing

# %% answer
from abc import ABC, abstractmethod

class S(ABC):
    @abstractmethod
    def area(self): ...

# %% test
try:
    S()
except TypeError:
    pass
else:
    raise AssertionError
assert S.__abstractmethods__ == frozenset({"area"})
from abc import ABC
assert issubclass(S, ABC)
