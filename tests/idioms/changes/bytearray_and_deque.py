# A bytearray and a deque of the test are changed.
# needs: changes

# %% answer
def rotate(queue, n):
    for _ in range(n):
        queue.append(queue.popleft())

def xor(data, key):
    for i in range(len(data)):
        data[i] ^= key

# %% test
from collections import deque
queue = deque([1, 2, 3])
rotate(queue, 1)
assert list(queue) == [2, 3, 1]

# %% test
data = bytearray(b"abc")
xor(data, 1)
assert data == b"`cb"
