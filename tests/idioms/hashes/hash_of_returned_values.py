# Results of several calls are joined and hashed.
# needs: nothing

# %% answer
def collatz(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps

# %% test
import hashlib
joined = "-".join(str(collatz(n)) for n in range(1, 8))
assert hashlib.md5(joined.encode()).hexdigest() == hashlib.md5(b"0-1-7-2-5-8-16").hexdigest()
