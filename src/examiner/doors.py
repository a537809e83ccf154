"""What a test cell needs of the student's process beyond what every test cell may do.

``examiner build`` finds out the needs of each cell by running the reference answers, and writes
them into the key. A door is something that a hostile answer could use, so a cell has those that it
needs and no other; a cell without needs has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

#: The doors, from the cheapest, with what each exposes.
DOORS = {
    "changes": "the student's code can change what the test passes in, and the names listed",
    "names": "the student's code sees the values of the names listed",
    "operators": "the student's methods decide comparisons between the student's own objects",
    "files": "files that the student's code writes can be read by the test, and the other way round",
    "patch": "the student's code sees what the test puts in place of the names listed",
}
#: What a comment line in a test cell says to ask for changes of its arguments.
IN_PLACE = "# examiner: inplace"
#: A name of the door `changes`: the figures that the student's code has open are the test's, too.
FIGURES = "matplotlib.pyplot"
#: Generators whose state crosses, as names of the door `patch`.
GENERATORS = ("random", "numpy.random")


@dataclass(frozen=True)
class Doors:
    """The doors of a test cell.

    Attributes
    ----------
    changes
        Whether changes that the student's code makes to arguments are made here too.
    changed_names
        Names of locked cells that are read from the student's process; `FIGURES` may be among them.
    shared_names
        Globals that the test sets and the student's code sees.
    operators, files
    patch
        Whether the names that the test patches are patched for the student's code.
    patched
        Those names, as ``module:name``; empty for all of them, which only ``examiner build`` asks.
    """

    changes: bool = False
    changed_names: frozenset[str] = frozenset()
    shared_names: frozenset[str] = frozenset()
    operators: bool = False
    files: bool = False
    key_files: frozenset[str] = frozenset()
    patch: bool = False
    patched: frozenset[str] = frozenset()

    @property
    def common_names(self) -> frozenset[str]:
        """Globals of the test that the student's code can change, too."""
        return self.shared_names & self.changed_names

    @classmethod
    def read(cls, needs: Iterable[str], source: str = "") -> Self:
        """Read the list ``metadata.examiner.needs`` of a test cell.

        Raises
        ------
        ValueError
            If it names something that is not a door.

        Examples
        --------
        >>> Doors.read(["changes", "names:rate"]).shared_names
        frozenset({'rate'})
        """
        bare: set[str] = set()
        named: dict[str, set[str]] = {door: set() for door in DOORS}
        for need in needs:
            door, colon, name = str(need).partition(":")
            if door not in DOORS or (colon and not name):
                raise ValueError(f"{need!r} is not one of {', '.join(DOORS)}")
            if colon:
                named[door].add(name)
            else:
                bare.add(door)
        return cls(
            changes="changes" in bare or IN_PLACE in source,
            changed_names=frozenset(named["changes"]),
            shared_names=frozenset(named["names"]),
            operators="operators" in bare,
            files="files" in bare or bool(named["files"]),
            key_files=frozenset(named["files"]),
            patch="patch" in bare or bool(named["patch"]),
            patched=frozenset(named["patch"]),
        )
