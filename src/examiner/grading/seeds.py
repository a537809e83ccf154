"""The seed of each submission: nobody foresees it, and everything that was drawn follows from it."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from examiner.errors import ExaminerError

if TYPE_CHECKING:
    from examiner.key import Key

_LONGEST = 200  # characters of a seed that somebody names
#: A set-up cell that sets seeds itself: what follows from them is the assignment's.
_SEEDS = re.compile(r"seed\s*\(")


def new_secret() -> str:
    """Draw the secret of a run."""
    return secrets.token_hex(32)


@dataclass(frozen=True)
class Seeds:
    """Gives each submission its seed.

    Attributes
    ----------
    secret
        Of the run. Whoever does not know it cannot tell the seed of any submission.
    fixed
        The seed of all submissions, to repeat what happened to one of them.

    Raises
    ------
    ExaminerError
        If `fixed` is empty or very long.
    """

    secret: str
    fixed: str | None = None

    def __post_init__(self) -> None:
        if self.fixed is not None and not 0 < len(self.fixed) <= _LONGEST:
            raise ExaminerError(
                f"A seed has 1 to {_LONGEST} characters.", "Copy it from report.json."
            )

    def of(self, contents: str) -> str:
        """Return the seed of a submission.

        It follows from all that was handed in: whoever handed in something else to make use of a
        seed that was in an earlier report would get another.

        Parameters
        ----------
        contents
            The digest of the notebook and the files beside it.
        """
        if self.fixed is not None:
            return self.fixed
        return hmac.new(self.secret.encode(), contents.encode(), "sha256").hexdigest()[:32]


def derive(seed: str, use: Literal["tests", "student", "set-up"]) -> str:
    """Return the seed of one of the two processes, or of set-up cells that run in both.

    It tells nothing of the others.
    """
    return hashlib.sha256(f"{use} {seed}".encode()).hexdigest()


def sets_seeds(key: "Key") -> bool:
    """Tell whether the set-up cells of a key seed the generators of the student's process."""
    return any(_SEEDS.search(cell.source) for cell in (*key.setup, *key.own_setup))
