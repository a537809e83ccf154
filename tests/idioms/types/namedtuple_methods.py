# _fields, _replace and _asdict of a named tuple class of the student's.
# needs: nothing

# %% answer
from typing import NamedTuple

class Employee(NamedTuple):
    name: str
    salary: float = 1000.0

    def raised(self, share):
        return self._replace(salary=self.salary * (1 + share))

# %% test
e = Employee("Ann")
assert Employee._fields == ("name", "salary")
assert e._asdict() == {"name": "Ann", "salary": 1000.0}
assert e.raised(0.5) == ("Ann", 1500.0)
assert sorted([Employee("Bo", 2), e])[0].name == "Ann"
try:
    e.name = "x"
except AttributeError:
    pass
else:
    raise AssertionError
