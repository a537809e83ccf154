"""Attacks on the grader, by what they are after; each is a submission and what it must come to.

The numbers are those of the design's list; those above 77 were found later, in the engine itself.
"""

import importlib
import textwrap
from dataclasses import dataclass, field

from tests.support import attack_course

#: What every attack has at hand. Loot is shown on the page, where the tests look for it.
TOOLS = """\
import os, re, sys

def loot(found):
    text = found.decode("latin-1") if isinstance(found, bytes) else str(found)
    for secret in sorted(set(re.findall(r"kestrel-[a-z]+-[0-9a-f]{16}", text))):
        print("LOOT", secret)
    return text

def attempt(action, *args):
    try:
        return action(*args)
    except BaseException as error:
        return error
"""
#: The last line of an attack's code: the tests look for it, so that no attack rots unseen.
DONE = 'print("the attack was carried out")'

FAMILIES = (
    "reading", "forging", "exhausting", "breaking_out", "malformed", "controls", "beyond", "doors",
    "crossing", "open_doors",
)  # fmt: skip
#: Those that want points or harm over the wire: they are tried with each door open, too.
OVER_THE_WIRE = "forging", "crossing", "open_doors"


@dataclass(frozen=True)
class Attack:
    """A submission.

    Attributes
    ----------
    name : str
        Number and topic, ``12-equals-everything``.
    code : str
        Put in place of the first answer, after `TOOLS`.
    answers : dict of str to str
        Other answers by grade id.
    later : str
        A cell of one's own after the first test.
    content : callable or bytes or None
        What to hand in instead: bytes, or a function of the student's folder that puts it there.
    earns : float
        Points; 0 is what the untouched notebook gets.
    status : tuple of str
        How the row may end.
    finishes : bool
        Whether the code must come to its last line.
    """

    name: str
    code: str = ""
    answers: dict = field(default_factory=dict)
    later: str = ""
    content: object = None
    earns: float = 0
    status: tuple = ("graded",)
    finishes: bool = True

    def submission(self):
        """Return what to hand in."""
        if self.content is not None:
            return self.content
        book = attack_course.fill(attack_course.release(), self.answers)
        if self.code:
            source = f"{TOOLS}\n{textwrap.dedent(self.code).strip()}\n{DONE}"
            attack_course.find(book, "total")["source"] = source
        if self.later:
            own = attack_course.cell(textwrap.dedent(self.later).strip(), "my-own")
            place = book["cells"].index(attack_course.find(book, "test_total"))
            book["cells"].insert(place + 1, own)
        return book

    @property
    def runs_code(self):
        """Whether `code` must be seen to have come to its end."""
        return bool(self.code) and self.finishes


def everything(families=FAMILIES):
    """List all attacks of some families in the order of their numbers."""
    modules = (importlib.import_module(f"{__name__}.{family}") for family in families)
    found = [attack for module in modules for attack in module.ATTACKS]
    return sorted(found, key=lambda attack: int(attack.name.split("-")[0]))


def many(**bodies):
    """Make answers whose functions all have the same body.

    Parameters
    ----------
    **bodies : str
        By name; ``every`` stands for all that are not named.
    """
    every = bodies.pop("every", None)
    made = {}
    for name, (signature, *_) in attack_course.TASKS.items():
        body = bodies.get(name, every)
        if body is not None:
            made[name] = signature + "\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return made
