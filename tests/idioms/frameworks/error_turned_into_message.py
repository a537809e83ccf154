# Any error of the student's is turned into an assertion with a message.
# needs: nothing

# %% answer
def parse(text):
    key, value = text.split("=")
    return key.strip(), int(value)

# %% test
try:
    result = parse("n = 3")
except Exception as error:
    raise AssertionError(f"parse('n = 3') raised {type(error).__name__}: {error}") from error
assert result == ("n", 3), f"expected ('n', 3), got {result!r}"
print("\u2713 parse works")
