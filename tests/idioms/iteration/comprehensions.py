# Comprehensions of the test run the student's functions inside.
# needs: nothing

# %% answer
def vowels(word):
    return {c for c in word if c in "aeiou"}

# %% test
words = ["apple", "sky", "queue"]
assert {w: len(vowels(w)) for w in words} == {"apple": 2, "sky": 0, "queue": 2}
assert any(not vowels(w) for w in words)
assert sorted(words, key=lambda w: (len(vowels(w)), w)) == ["sky", "apple", "queue"]
assert set().union(*(vowels(w) for w in words)) == set("aeu")
