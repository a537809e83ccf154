# Words are put in order and lower case before they are hashed.
# needs: nothing

# %% answer
planets = ["Venus", "mercury "]

# %% test
from hashlib import sha1
text = ",".join(sorted(p.strip().lower() for p in planets))
assert sha1(text.encode("utf8")).hexdigest()[:8] == sha1(b"mercury,venus").hexdigest()[:8]
