# The answer is a number, of which the test knows only a hash.
# needs: nothing

# %% answer
answer = 42

# %% test
import hashlib
digest = hashlib.sha256(str(answer).encode()).hexdigest()
assert digest.startswith("73475cb40a568e8d"), "this is not the answer"
