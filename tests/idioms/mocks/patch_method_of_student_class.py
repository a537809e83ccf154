# A method of the student's class is replaced with patch.object.
# needs: nothing

# %% answer
class Weather:
    def temperature(self):
        raise RuntimeError("no sensor")

    def advice(self):
        return "coat" if self.temperature() < 10 else "shirt"

# %% test
from unittest.mock import patch
with patch.object(Weather, "temperature", return_value=3):
    assert Weather().advice() == "coat"
with patch.object(Weather, "temperature", return_value=25):
    assert Weather().advice() == "shirt"
