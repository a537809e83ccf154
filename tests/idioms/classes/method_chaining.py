# Each method returns the object itself.
# needs: nothing

# %% answer
class Query:
    def __init__(self):
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        return self

# %% test
q = Query()
assert q.add("a").add("b").parts == ["a", "b"]
assert q.add("c") is q
