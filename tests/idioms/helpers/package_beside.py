# A package with a sub-module and a data file of its own.
# needs: nothing

# %% locked
from course_tools import units
from course_tools.grading import check

# %% answer
distance = units.to_km(3)

# %% test
check("distance", distance)

# %% file course_tools/__init__.py
"""Tools of the course."""

# %% file course_tools/units.py
def to_km(miles):
    return miles * 1.609344

# %% file course_tools/grading.py
import json
from pathlib import Path

_EXPECTED = json.loads(Path(__file__).with_name("expected.json").read_text())

def check(name, value):
    assert abs(value - _EXPECTED[name]) < 1e-6, f"{name} is wrong"

# %% file course_tools/expected.json
{"distance": 4.828032}
