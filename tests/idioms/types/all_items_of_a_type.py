# Each item of a list is checked for its type, and pairs for their lengths.
# needs: nothing

# %% answer
def tally(words):
    return [(word, words.count(word)) for word in sorted(set(words))]

# %% test
result = tally("b a b".split())
assert isinstance(result, list) and all(isinstance(pair, tuple) for pair in result)
assert all(isinstance(word, str) and isinstance(n, int) for word, n in result)
assert result == [("a", 1), ("b", 2)]
assert dict(result)["b"] == 2
