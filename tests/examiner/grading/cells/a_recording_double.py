# %% answer
def train(model, n):
    for k in range(n):
        model.fit([k])
    return model.score(), model.rate

# %% test
class Model:
    rate = 0.5
    def __init__(self):
        self.seen = []
    def fit(self, x):
        self.seen.append(list(x))
        return self
    def score(self):
        return len(self.seen)
model = Model()
assert train(model, 3) == (3, 0.5)
assert model.seen == [[0], [1], [2]]
