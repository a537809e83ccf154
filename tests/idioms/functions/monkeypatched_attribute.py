# A function carries an attribute that counts its calls.
# needs: nothing

# %% answer
def hello():
    hello.calls += 1
    return "hello"

hello.calls = 0

# %% test
hello.calls = 0
hello()
hello()
assert hello.calls == 2
