# The test cell defines a function full of asserts, then calls it and prints.
# needs: nothing

# %% answer
def clean(text):
    return " ".join(text.lower().split())

# %% test
def check_clean():
    print("Checking clean ...")
    assert clean("  A  b ") == "a b", "spaces at the ends and between words"
    assert clean("") == "", "empty text"
    assert isinstance(clean("x"), str), "the result is text"
    print("All checks passed!")

check_clean()
