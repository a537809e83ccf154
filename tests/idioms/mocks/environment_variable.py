# patch.dict sets an environment variable for the student's code.
# needs: patch

# %% answer
import os

def home():
    return os.environ.get("APP_HOME", "/default")

# %% test
import os
from unittest.mock import patch
with patch.dict(os.environ, {"APP_HOME": "/tmp/app"}):
    assert home() == "/tmp/app"
assert home() == "/default"
