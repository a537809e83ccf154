# A function of the student's is patched by its name in __main__.
# needs: names

# %% answer
def fetch(city):
    raise ConnectionError("there is no network in class")

def report(city):
    return f"{city}: {fetch(city)} degrees"

# %% test
from unittest.mock import patch
with patch("__main__.fetch", return_value=21) as fake:
    assert report("Bonn") == "Bonn: 21 degrees"
fake.assert_called_once_with("Bonn")
