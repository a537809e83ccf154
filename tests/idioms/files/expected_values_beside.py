# The test reads expected values from a file beside the notebook.
# needs: nothing

# %% answer
def primes(n):
    return [k for k in range(2, n) if all(k % d for d in range(2, k))]

# %% test
import json
from pathlib import Path

expected = json.loads(Path("expected.json").read_text())
for n, values in expected.items():
    assert primes(int(n)) == values

# %% file expected.json
{"3": [2], "12": [2, 3, 5, 7, 11]}
