# time.sleep is patched, so that the test does not wait.
# needs: patch

# %% answer
import time

def poll(ready):
    waits = 0
    while not ready():
        time.sleep(60)
        waits += 1
    return waits

# %% test
from unittest.mock import patch
states = iter([False, False, True])
with patch("time.sleep") as sleep:
    assert poll(lambda: next(states)) == 2
assert sleep.call_count == 2
