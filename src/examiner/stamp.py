"""What keys and releases say of themselves, so that a submission tells which release it came from.

``examiner build`` writes ``metadata.examiner.key`` into a key and ``metadata.examiner.release`` into
what students get. The hash in both is taken over what students can see: one over hidden tests would
let them try out guesses. A submission says only which release it is; what that release asked stands
in the key, where nobody can change it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from examiner.notebook_cells import normal_text
from examiner.safe_text import one_line

#: Where they stand in ``metadata.examiner`` of a notebook.
KEY, RELEASES, RELEASE, READ_ONLY_TEXTS = "key", "releases", "release", "read_only_texts"
_LONGEST = 100  # characters of a name


@dataclass(frozen=True)
class Stamp:
    """Which key a notebook is, or which release.

    Attributes
    ----------
    course
        The course id of nbgrader's configuration; may be empty.
    assignment
    version
        Counts the releases of the notebook whose questions differ, from 1.
    hash
        See `Release`.
    """

    course: str
    assignment: str
    version: int
    hash: str

    @classmethod
    def read(cls, value: object) -> Self | None:
        """Read a stamp, from a submission too: None if it is none, whatever it is instead.

        Examples
        --------
        >>> Stamp.read({"course": "nn", "assignment": "ps", "version": 2, "hash": "ab12"})
        Stamp(course='nn', assignment='ps', version=2, hash='ab12')
        >>> Stamp.read({"version": [2]})
        """
        if not isinstance(value, dict):
            return None
        texts = [value.get(name) for name in ("course", "assignment", "hash")]
        version = value.get("version")
        are_texts = all(isinstance(text, str) for text in texts)
        if not are_texts or type(version) is not int or not 0 < version < 2**31:
            return None
        course, assignment, digest = (one_line(str(text), _LONGEST) for text in texts)
        return cls(course, assignment, version, digest)

    def to_dict(self) -> dict[str, Any]:
        """Return what stands in the notebook."""
        return asdict(self)


@dataclass(frozen=True)
class Release:
    """What one release asked, as keys remember it.

    Attributes
    ----------
    version
    questions
        By grade id of what gives points, a digest of the question as students see it.
    """

    version: int
    questions: Mapping[str, str]

    @property
    def hash(self) -> str:
        """SHA-256 of the questions, in hexadecimal, cut to 128 bits."""
        return digest(sorted(self.questions.items()))[:32]

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Self:
        """Read it from a key; any of several errors tells that it is not valid."""
        questions = {str(name): str(text) for name, text in value["questions"].items()}
        return cls(int(value["version"]), questions)

    def to_dict(self) -> dict[str, Any]:
        """Return what stands in the key."""
        return {"version": self.version, "questions": dict(self.questions)}


def text_digest(text: str) -> str:
    """Return the digest of a cell's text, whatever white space its lines end with."""
    return digest([normal_text(text)])[:16]


def digest(value: Sequence[Any]) -> str:
    """Return the SHA-256 of plain values, in hexadecimal."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
