"""Coverage-guided fuzzing of the intake: ``python -m tests.fuzz.fuzz_intake [SECONDS]``.

Whatever the bytes, reading them raises nothing but `SubmissionError`, and what was read can be laid
out on a key and written into every form of the report. libFuzzer says how many inputs were tried, and
writes the input of a failure to a file ``crash-...`` in the current folder.
"""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

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


def fuzz(folder, seconds):
    """Fuzz for some seconds; ends the process."""
    import atheris  # here, as pytest imports this file too, to look for doctests

    with atheris.instrument_imports(include=["examiner", "json"]):
        target = importlib.import_module("tests.fuzz.intake_target")
    key = target.make_key(folder)
    corpus, words = Path(folder, "corpus"), Path(folder, "words.txt")
    corpus.mkdir()
    for number, seed in enumerate(SEEDS):
        (corpus / str(number)).write_bytes(json.dumps(seed).encode())
    quoted = (word.replace("\\", "\\\\") for word in WORDS)
    words.write_text("".join(f'"\\"{word}\\""\n' for word in quoted), encoding="utf-8")
    options = [f"-max_total_time={seconds}", f"-dict={words}", "-max_len=4096", "-verbosity=0"]
    options += ["-print_final_stats=1", str(corpus)]
    atheris.Setup([sys.argv[0], *options], lambda raw: target.try_input(key, raw))
    atheris.Fuzz()


def main():
    """Fuzz in a process of its own, as libFuzzer ends it; return its exit status."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        if (child := os.fork()) == 0:
            fuzz(folder, seconds)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
