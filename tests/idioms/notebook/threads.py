# The test calls the student's function from several threads.
# needs: nothing

# %% answer
import threading

class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def add(self, n):
        with self._lock:
            self.value += n

# %% test
from concurrent.futures import ThreadPoolExecutor
counter = Counter()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(counter.add, range(101)))
assert counter.value == 5050
