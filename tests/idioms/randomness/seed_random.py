# The standard generator is seeded, and the same draw expected twice.
# needs: patch

# %% answer
import random

def hand(deck):
    return random.sample(deck, 3)

# %% test
import random
deck = list(range(52))
random.seed(7)
first = hand(deck)
random.seed(7)
assert hand(deck) == first
random.seed(7)
assert first == random.sample(deck, 3)
