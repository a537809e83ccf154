# Plain data is pickled and loaded again, both by the student.
# needs: nothing

# %% answer
import pickle

def store(value, path):
    with open(path, "wb") as file:
        pickle.dump(value, file)

def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)

# %% test
value = {"a": [1, 2], "b": (None, 2.5)}
store(value, "value.pkl")
assert load("value.pkl") == value
