# A frame is hashed by its rows.
# needs: nothing

# %% answer
import pandas as pd

result = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})

# %% test
import hashlib
text = str(tuple(map(tuple, result.values.tolist())))
assert hashlib.sha256(text.encode()).hexdigest() == hashlib.sha256(b"((1, 'x'), (2, 'y'))").hexdigest()
import pandas as pd
assert pd.util.hash_pandas_object(result).nunique() == 2
