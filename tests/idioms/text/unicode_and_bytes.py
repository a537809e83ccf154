# Text with accents and emoji, encoded and decoded.
# needs: nothing

# %% answer
def codes(text):
    return [ord(c) for c in text]

greeting = "Grüße 👋"
raw = greeting.encode("utf-8")

# %% test
assert codes("aé") == [97, 233]
assert len(greeting) == 7 and greeting.endswith("\N{WAVING HAND SIGN}")
assert isinstance(raw, bytes) and len(raw) == 12
assert raw.decode() == greeting
