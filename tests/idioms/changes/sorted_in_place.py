# A sorting function works in place and returns None; pops are seen too.
# needs: changes

# %% answer
def insertion_sort(a):
    for i in range(1, len(a)):
        value, j = a[i], i
        while j > 0 and a[j - 1] > value:
            a[j] = a[j - 1]
            j -= 1
        a[j] = value

def drain(a):
    taken = []
    while a:
        taken.append(a.pop())
    return taken

# %% test
import random
for size in (0, 1, 10):
    values = [random.randint(0, 9) for _ in range(size)]
    expected = sorted(values)
    assert insertion_sort(values) is None
    assert values == expected

# %% test
values = [1, 2, 3]
assert drain(values) == [3, 2, 1]
assert values == []
