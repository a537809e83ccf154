# A module of the web is replaced in sys.modules or patched where it is used.
# needs: patch

# %% answer
import json
import urllib.request

def capital(country):
    with urllib.request.urlopen(f"https://example.org/{country}") as response:
        return json.load(response)["capital"]

# %% test
import io
from unittest.mock import patch
answer = io.BytesIO(b'{"capital": "Oslo"}')
with patch("urllib.request.urlopen", return_value=answer) as urlopen:
    assert capital("norway") == "Oslo"
assert urlopen.call_args[0][0].endswith("/norway")
