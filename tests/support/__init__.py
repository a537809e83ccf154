"""What tests and benchmarks share."""

import os
from pathlib import Path

#: The folder of the repository.
REPO = Path(__file__).parents[2]
#: Whether a machine of CI runs the tests: there, what is missing is a failure and no reason to skip.
IN_CI = os.environ.get("CI", "").lower() == "true"
