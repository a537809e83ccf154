# A hidden reference solution is held against the answer on random input.
# needs: nothing

# %% answer
def second_largest(values):
    return sorted(set(values))[-2]

# %% test
assert second_largest([1, 2, 3]) == 2
### BEGIN HIDDEN TESTS
import random

def reference(values):
    unique = set(values)
    unique.remove(max(unique))
    return max(unique)

for _ in range(50):
    values = [random.randint(-50, 50) for _ in range(30)]
    assert second_largest(values) == reference(values), values
### END HIDDEN TESTS
