"""Coverage-guided fuzzing of the reader: ``python -m tests.fuzz.fuzz_reader [SECONDS]``.

Whatever the bytes, reading them raises nothing but `SubmissionError`, and what was read can be laid
out on a key and written into every form of the report.
"""

import json
import sys

from tests.fuzz import fuzzing

#: Whole notebooks to begin with, and the words that they are made of.
SEEDS = [
    {"cells": [{"cell_type": "code", "source": "x", "metadata": {"nbgrader": {"grade_id": "f"}}}]},
    {"worksheets": [{"cells": [{"cell_type": "heading", "level": 1, "source": ["a\n", "b"]}]}]},
    {"cells": [None, {"cell_type": "markdown", "source": "\ud800", "id": "f"}, {"outputs": []}]},
]
WORDS = [
    *("cells", "cell_type", "code", "markdown", "raw", "source", "input", "metadata", "nbgrader"),
    *("grade_id", "points", "id", "f", "test_f", "essay", "worksheets", "heading", "level"),
    *("outputs", "def f(x):", "\\ud800", "\\u001b[31m", "null", "1e999", "NaN"),
]


def fuzz(folder):
    """Prepare what `fuzzing.main` needs."""
    target = fuzzing.instrumented("tests.fuzz.reader_target")
    key = target.make_key(folder)
    seeds = [json.dumps(seed).encode() for seed in SEEDS]
    return seeds, WORDS, lambda raw: target.try_input(key, raw)


if __name__ == "__main__":
    sys.exit(fuzzing.main(fuzz))
