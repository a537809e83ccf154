"""What tests and benchmarks share."""

from pathlib import Path

#: The folder of the repository.
REPO = Path(__file__).parents[2]
