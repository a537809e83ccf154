"""Coverage-guided fuzzing of the wire: ``python -m tests.fuzz.fuzz_codec [SECONDS]``.

Whatever bytes the student's process sends, channel, decoder and exceptions raise nothing but
`ChannelClosed` and `CodecError`. libFuzzer says how many inputs were tried, and writes the input
of a failure to a file ``crash-...`` in the current folder.
"""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

SEEDS = [
    ({"id": 1, "value": ["d", [["a", ["t", [1, 2.5, ["i", "0x1"]]]]]]}, []),
    ({"value": ["a", "<f8", [2], 0]}, [b"\0" * 16]),
    ({"value": ["se", ["ri", 0, 2, 1, None], ["a", "<i8", [2], 0], "int64", None]}, [b"\0" * 16]),
    ({"value": ["df", ["ri", 0, 1, 1, None], ["ix", ["o", [1], ["a"]], "object", None],
                [[["a", "<i8", [1], 0], "int64"]]]}, [b"\0" * 8]),
    ({"raised": {"ancestry": [["builtins", "KeyError"]], "message": "x"}}, []),
    ({"outputs": [{"kind": "png", "data": 0}, {"kind": "text", "data": "x"}]}, [b"\x89PNG"]),
]  # fmt: skip
WORDS = [
    *("l", "t", "s", "z", "q", "d", "k", "sl", "r", "el", "td", "dt", "da", "ti", "de", "fr"),
    *("i", "f", "c", "b", "y", "a", "g", "o", "h", "ix", "ri", "mi", "se", "df", "na", "ts", "tl"),
    *(
        "value",
        "raised",
        "ancestry",
        "message",
        "outputs",
        "kind",
        "data",
        "builtins",
        "<f8",
        "|b1",
    ),
    *("<M8[ns]", "<U0", "category", "int64", "NaT", "nan", "0x1", "text", "png"),
]


def fuzz(folder, seconds):
    """Fuzz for some seconds; ends the process."""
    import atheris  # here, as pytest imports this file too, to look for doctests

    with atheris.instrument_imports(include=["examiner", "json"]):
        target = importlib.import_module("tests.fuzz.codec_target")
    corpus, words = Path(folder, "corpus"), Path(folder, "words.txt")
    corpus.mkdir()
    for number, (message, blobs) in enumerate(SEEDS):
        (corpus / str(number)).write_bytes(json.dumps([message, [b.hex() for b in blobs]]).encode())
    words.write_text("".join(f'"\\"{word}\\""\n' for word in WORDS), encoding="utf-8")
    options = [f"-max_total_time={seconds}", f"-dict={words}", "-max_len=4096", "-verbosity=0"]
    options += ["-print_final_stats=1", "-rss_limit_mb=4096", str(corpus)]

    def one(raw):
        # A mutated length field nearly always ends the input: most inputs get a right one.
        target.try_input(raw)
        text, _, blob = raw.partition(b"\0")
        target.try_input(target.frame(text, [blob]))
        try:
            message, blobs = json.loads(raw)
            blobs = [bytes.fromhex(part) for part in blobs]
        except (ValueError, TypeError, RecursionError):
            return
        target.try_input(target.frame(json.dumps(message).encode(), blobs))

    atheris.Setup([sys.argv[0], *options], one)
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
