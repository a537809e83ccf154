"""Coverage-guided fuzzing of the wire: ``python -m tests.fuzz.fuzz_codec [SECONDS]``.

Whatever bytes the student's process sends, channel, decoder and exceptions raise nothing but
`ChannelClosed` and `CodecError`.
"""

import json
import sys

from tests.fuzz import fuzzing

SEEDS = [
    ({"id": 1, "value": ["d", [["a", ["t", [1, 2.5, ["i", "0x1"]]]]]]}, []),
    ({"value": ["a", ["<f8", [2], 0]]}, [b"\0" * 16]),
    ({"value": ["a", ["|O", [2], [1, ["fr", ["0x1", "0x2"]]]]]}, []),
    ({"value": ["se", [["ri", [0, 2, 1, None]], ["a", ["<i8", [2], 0]], "int64", None]]}, [b"\0" * 16]),
    ({"value": ["df", [["ri", [0, 1, 1, None]],
                       ["ix", [["a", ["|O", [1], ["a"]]], "object", None]],
                       [[["a", ["<i8", [1], 0]], "int64"]]]]}, [b"\0" * 8]),
    ({"value": ["h", ["student", 1, "callable", [["builtins", "function"]], None]]}, []),
    ({"raised": {"ancestry": [["builtins", "KeyError"]], "message": "x"}}, []),
    ({"outputs": [{"kind": "png", "data": 0}, {"kind": "text", "data": "x"}]}, [b"\x89PNG"]),
]  # fmt: skip
#: What a value is made of, beside tags.
WORDS = [
    *("<f8", "|b1", "|O", "<M8[ns]", "<U0", "category", "int64", "NaT", "nan", "0x1"),
]
#: What a message is made of.
_KEYS = [
    *("value", "raised", "ancestry", "message", "outputs", "kind", "data", "builtins"),
    *("h", "student", "tests", "text", "png"),
]


def fuzz(folder):
    """Prepare what `fuzzing.main` needs."""
    target = fuzzing.instrumented("tests.fuzz.codec_target")
    seeds = [json.dumps([message, [b.hex() for b in blobs]]).encode() for message, blobs in SEEDS]

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

    return seeds, [*target.TAGS, *WORDS, *_KEYS], one


if __name__ == "__main__":
    sys.exit(fuzzing.main(fuzz, "-rss_limit_mb=4096"))
