# A helper in a locked cell rounds, salts and hashes an answer.
# needs: nothing

# %% locked
import hashlib

def fingerprint(value, salt="q1"):
    if isinstance(value, float):
        value = f"{value:.3f}"
    return hashlib.md5(f"{salt}:{type(value).__name__}:{value}".encode()).hexdigest()

# %% answer
mean = sum([1.5, 2.5, 4]) / 3

# %% test
assert fingerprint(mean) == fingerprint(2.6667), "wrong mean"
assert fingerprint(mean) != fingerprint(2.667, salt="q2")
