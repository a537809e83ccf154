# A test class of a module beside compares answers with stored values.
# needs: nothing

# %% locked
from test_scripts.tester import Tester
tester = Tester()

# %% answer
totals = {"a": 3, "b": 7}

# %% test
tester.run("totals", totals, "Did you add up each key?")

# %% file test_scripts/tester.py
import json
import os

class Tester:
    folder = os.path.join(os.path.dirname(__file__), "values")

    def run(self, name, value, hint):
        with open(os.path.join(self.folder, name + ".json")) as file:
            assert value == json.load(file), hint

# %% file test_scripts/values/totals.json
{"a": 3, "b": 7}
