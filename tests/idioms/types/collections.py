# Counter, defaultdict, OrderedDict and deque as answers.
# needs: nothing

# %% answer
from collections import Counter, OrderedDict, defaultdict, deque

letters = Counter("banana")
groups = defaultdict(list)
for word in ["ant", "bee", "ape"]:
    groups[word[0]].append(word)
ordered = OrderedDict(b=1, a=2)
recent = deque([1, 2, 3, 4], maxlen=3)

# %% test
from collections import Counter, OrderedDict, defaultdict, deque
assert letters.most_common(1) == [("a", 3)] and letters["z"] == 0
assert isinstance(letters, Counter) and letters + Counter("b") == Counter("bananab")
assert groups == {"a": ["ant", "ape"], "b": ["bee"]}
assert isinstance(groups, defaultdict) and groups.default_factory is list
assert list(ordered) == ["b", "a"] and type(ordered) is OrderedDict
assert recent == deque([2, 3, 4]) and recent.maxlen == 3
