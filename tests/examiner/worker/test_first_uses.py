"""First uses of libraries are made before the fork, and show in nothing that an answer can see."""

import json
import subprocess
import sys

import pytest

_LOADED = """
import json, random, sys
{imports}
import numpy as np
from examiner.worker.first_uses import use_libraries

drawn = random.getstate(), str(np.random.get_state())
before = set(sys.modules)
use_libraries()
after = set(sys.modules)
assert drawn == (random.getstate(), str(np.random.get_state()))
{use}
print(json.dumps([sorted(after - before), sorted(set(sys.modules) - after)]))
"""


def loaded(imports, use=""):
    """List the modules that come with the first uses, and those that `use` brings after them."""
    program = _LOADED.format(imports=imports, use=use)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_table_in_scikit_learn_loads_nothing_more():
    first, later = loaded(
        "import pandas as pd, sklearn.preprocessing",
        "sklearn.preprocessing.StandardScaler().fit_transform(pd.DataFrame({'x': [1.0, 3.0]}))",
    )
    assert later == []
    assert all("._" in name for name in first), "an answer could do without its import"


@pytest.mark.parametrize("imports", ["import pandas", ""])
def test_no_library_is_loaded_that_the_set_up_does_not_use(imports):
    assert loaded(imports) == [[], []]
