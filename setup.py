"""For a pip that is too old to read pyproject.toml: it runs this file and shows the sentence."""

raise SystemExit(
    "Building Neural Networks needs Python 3.11 or newer and pip 21.3 or newer. "
    "Run: python3.11 -m venv .venv && .venv/bin/python -m pip install --upgrade pip"
)
