# The student's decorator is applied to a function of the test.
# needs: nothing

# %% answer
def twice(f):
    def wrapper(*args, **kwargs):
        f(*args, **kwargs)
        return f(*args, **kwargs)

    return wrapper

# %% test
calls = []

@twice
def log(message, level="info"):
    calls.append((message, level))
    return len(calls)

assert log("a", level="debug") == 2
assert calls == [("a", "debug"), ("a", "debug")]
