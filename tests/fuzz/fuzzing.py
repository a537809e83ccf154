"""A run of libFuzzer, in a process of its own, as libFuzzer ends the process that it runs in.

It says how many inputs were tried, and writes the input of a failure to a file ``crash-...`` in the
current folder.
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path

_DEFAULT_SECONDS = 60


def main(fuzz, *options):
    """Fuzz for the seconds of the command line.

    Parameters
    ----------
    fuzz : callable
        Given a folder, returns the first inputs, the words of a dictionary and a function that
        takes one input.
    options : str
        More options of libFuzzer.

    Returns
    -------
    int
        The exit status: 0 if nothing was found.
    """
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT_SECONDS
    with tempfile.TemporaryDirectory() as folder:
        if (child := os.fork()) == 0:
            _run(fuzz, folder, [f"-max_total_time={seconds}", "-max_len=4096", *options])
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def instrumented(name):
    """Import a module of tests such that the fuzzer sees which lines of the engine are run."""
    import atheris  # here, as pytest imports this file too, to look for doctests

    with atheris.instrument_imports(include=["examiner", "json"]):
        return importlib.import_module(name)


def _run(fuzz, folder, options):
    import atheris

    seeds, words, one = fuzz(folder)
    corpus, dictionary = Path(folder, "corpus"), Path(folder, "words.txt")
    corpus.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    quoted = (word.replace("\\", "\\\\") for word in words)
    dictionary.write_text("".join(f'"\\"{word}\\""\n' for word in quoted), encoding="utf-8")
    options += [f"-dict={dictionary}", "-verbosity=0", "-print_final_stats=1", str(corpus)]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
