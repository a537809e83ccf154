"""Finds out what each test cell needs of the student's process, by running the reference answers.

Least privilege by evidence: a cell that passes without a door gets none. For a cell that does not,
the doors are tried one by one, the cheapest first, then together; of names that a door lists those
that turn out not to matter are dropped again. If no door helps, tests and answers of the notebook
have to share a process.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from examiner.authoring.cell_names import assigned_names, bound_names, named_in_main
from examiner.authoring.lint import mentioned_attributes, mentioned_names
from examiner.doors import DOORS, FIGURES
from examiner.key import Key
from examiner.key_cell import KeyCell

#: Functions of pyplot that tell of figures which are open.
ASKED = ("gcf", "gca", "get_fignums", "get_figlabels", "fignum_exists")
#: By grade id, the doors of a test cell.
Needs = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Trial:
    """What came of running the reference answers with some doors open.

    Attributes
    ----------
    passed
        The grade ids of the test cells that gave all their points.
    failures
        By label of a cell, what was raised there, with its line.
    patched
        By grade id, the names that a test cell was seen to patch.
    numbers
        The grade ids of the test cells that ended with a number.
    """

    passed: frozenset[str]
    failures: Mapping[str, str] = field(default_factory=dict)
    patched: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What the test cells of a notebook need.

    Attributes
    ----------
    needs
        By grade id; cells that need nothing are left out.
    one_process
        Whether tests and answers have to share a process.
    because
        By label of the cells for which they have to, what was raised there in two processes.
    failures
        By label, what the reference answers failed with, whatever was tried.
    partial
        The grade ids of the test cells that give partial points: the reference answers end them
        with a number.
    steps
        What was tried, and with which result, in sentences.
    """

    needs: Needs
    one_process: bool
    because: Mapping[str, str]
    failures: Mapping[str, str]
    partial: frozenset[str]
    steps: tuple[str, ...]


def with_needs(key: Key, needs: Needs, *, one_process: bool = False) -> Key:
    """Return a key whose test cells have these needs."""
    cells = tuple(
        replace(cell, needs=tuple(needs.get(cell.grade_id or "", ()))) for cell in key.cells
    )
    return replace(key, cells=cells, one_process=one_process)


def find_needs(key: Key, answers: Mapping[str, str], run: Callable[[Key], Trial]) -> Found:
    """Find the least that the test cells of a key need.

    Parameters
    ----------
    key
    answers
        By grade id, the reference answers.
    run
        Grades the reference answers with a key.
    """
    return _Search(key, answers, run).find()


class _Search:
    def __init__(self, key: Key, answers: Mapping[str, str], run: Callable[[Key], Trial]) -> None:
        self._key, self._answers, self._run = key, answers, run
        self._needs: dict[str, tuple[str, ...]] = {}
        self._steps: list[str] = []
        self._tests = {cell.grade_id or "": cell for cell in key.tests if cell.points > 0}

    def find(self) -> Found:
        """Search; see the module."""
        first = trial = self._first = self._run(with_needs(self._key, {}))
        failing = self._failing(trial)
        for name in failing:
            self._say(name, f"with no door: {first.failures.get(self._tests[name].label, '?')}")
        for door in DOORS if failing else ():
            failing = self._try(failing, partial(self._door, door))
        if failing:
            failing = self._try(failing, self._common_names)
        if failing:
            failing = self._try(failing, self._all_doors)
        if failing:
            return self._last_resort(failing)
        if self._needs:
            trial = self._run(with_needs(self._key, self._needs))
            if failing := self._failing(trial):  # doors of two cells get in each other's way
                return self._last_resort(failing)
        return Found(self._needs, False, {}, {}, trial.numbers, tuple(self._steps))

    def _failing(self, trial: Trial) -> list[str]:
        return [name for name in self._tests if name not in trial.passed]

    def _say(self, name: str, what: str) -> None:
        self._steps.append(f"{self._tests[name].label} {what}")

    def _try(self, failing: Sequence[str], doors_of: Callable[[str], list[Needs]]) -> list[str]:
        """Open doors for the cells that fail; keep them for those that pass; return the others.

        Several ways are tried one after another; all failing cells try theirs in the same run.
        """
        ways = {name: doors_of(name) for name in failing}
        left = list(failing)
        for number in range(max(map(len, ways.values()), default=0)):
            tried = {n: ways[n][number] for n in left if len(ways[n]) > number}
            if not tried:
                continue
            needs = self._needs
            for doors in tried.values():
                needs = _together(needs, doors)
            trial = self._run(with_needs(self._key, needs))
            for name in [name for name in tried if name in trial.passed]:
                doors = self._seen(trial, tried[name])
                if not any(doors.values()):
                    continue  # by chance: it was not seen to use the door
                self._say(name, f"passes with {_words(doors)}")
                self._keep(name, doors)
                left.remove(name)
        return left

    def _keep(self, name: str, doors: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the doors with which a cell passes, without those that it can do without."""
        kept = {cell: list(needs) for cell, needs in doors.items()}
        if sum(map(len, kept.values())) > 1:
            for cell, need in [(c, n) for c, needs in kept.items() for n in reversed(needs)]:
                fewer = {c: tuple(n for n in needs if (c, n) != (cell, need))
                         for c, needs in kept.items()}  # fmt: skip
                tried = with_needs(self._key, _together(self._needs, fewer))
                # Twice, as a test that draws may pass by chance.
                if all(name in self._run(tried).passed for _ in range(2)):
                    kept[cell].remove(need)
        self._needs = _together(self._needs, {c: tuple(n) for c, n in kept.items() if n})

    def _seen(
        self, trial: Trial, doors: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """Put the names that a cell was seen to patch in place of the door to all names."""
        named = {}
        for cell, needs in doors.items():
            patched = tuple(f"patch:{name}" for name in trial.patched.get(cell, ()))
            named[cell] = tuple(
                itertools.chain.from_iterable(
                    patched if need == "patch" else (need,) for need in needs
                )
            )
        return named

    def _door(self, door: str, name: str) -> list[Needs]:
        """List the ways to open one door for a cell, the cheapest first."""
        if door == "changes":
            ways: list[Needs] = [{name: ("changes",)}]
            if changed := self._changed(name):
                ways += [{name: changed}, {name: ("changes", *changed)}]
            return [*ways, *({name: (need,)} for need in self._figures(name))]
        if door == "names":
            shared = self._shared(name)
            earlier = self._defined_earlier(name)
            ways = [{name: shared}] if shared else []
            if earlier:
                ways.append(_together(earlier, {name: shared} if shared else {}))
            return ways
        if door == "files":
            return [{name: ("files",)}]
        return [{name: (door,)}]

    def _common_names(self, name: str) -> list[Needs]:
        """List the ways to let names that the tests set be changed by the student's code, too."""
        ways = self._door("names", name)
        return [common for way in ways if (common := self._common(way)) != way]

    def _common(self, doors: Needs) -> Needs:
        """Let values that are shared be changed, too; a module or a function stays the test's."""
        values = {name for cell in self._tests.values() for name in assigned_names(cell.source)}
        return {
            cell: (*needs, *(f"changes:{need[6:]}" for need in needs if need[6:] in values))
            for cell, needs in doors.items()
        }

    def _all_doors(self, name: str) -> list[Needs]:
        shared = self._common({name: self._shared(name)})[name]
        given = (*self._changed(name), *self._figures(name), *shared)
        every = ("changes", *given, "operators", "files")
        earlier = self._defined_earlier(name)
        return [_together(earlier, {name: every}), _together(earlier, {name: (*every, "patch")})]

    def _changed(self, name: str) -> tuple[str, ...]:
        """List the names of locked cells that answers mention."""
        mentioned = self._mentioned_by_answers(self._key.cells)
        locked = [cell for cell in self._key.cells if cell.role == "locked"]
        given = {name for cell in locked for name in bound_names(cell.source)}
        return tuple(f"changes:{name}" for name in sorted(given & mentioned))

    def _figures(self, name: str) -> tuple[str, ...]:
        """List the need of a test that asks pyplot which figures there are."""
        asks = mentioned_attributes(self._tests[name].source) & {*ASKED}
        return (f"changes:{FIGURES}",) if asks else ()

    def _shared(self, name: str) -> tuple[str, ...]:
        """List the names that a test cell sets and that answers mention."""
        mentioned = self._mentioned_by_answers(self._key.cells)
        source = self._tests[name].source
        given = bound_names(source) | named_in_main(source)
        return tuple(f"names:{name}" for name in sorted(given & mentioned))

    def _defined_earlier(self, name: str) -> dict[str, tuple[str, ...]]:
        """List the names that earlier test cells show, and that answers after them mention."""
        found: dict[str, tuple[str, ...]] = {}
        for cell in self._key.tests:
            if cell.number >= self._tests[name].number:
                break
            later = [c for c in self._key.cells if c.number > cell.number]
            shown = bound_names(cell.visible_source) & self._mentioned_by_answers(later)
            if shown and cell.grade_id:
                found[cell.grade_id] = tuple(f"names:{name}" for name in sorted(shown))
        return found

    def _mentioned_by_answers(self, cells: Iterable[KeyCell]) -> set[str]:
        texts = (
            self._answers.get(cell.grade_id or "", cell.source)
            for cell in cells
            if cell.role in ("answer", "extra", "manual") and cell.cell_type == "code"
        )
        return {name for text in texts for name in mentioned_names(text)}

    def _last_resort(self, failing: Sequence[str]) -> Found:
        """Let tests and answers share a process, if that helps at least one cell."""
        trial = self._run(with_needs(self._key, {}, one_process=True))
        helped = [name for name in failing if name in trial.passed]
        if helped:
            for name in helped:
                self._say(name, "passes only if tests and answers share a process")
            labels = [self._tests[name].label for name in helped]
            because = {label: self._first.failures.get(label, "") for label in labels}
            return Found(
                {}, True, because, self._reported(trial), trial.numbers, tuple(self._steps)
            )
        trial = self._run(with_needs(self._key, self._needs))
        return Found(
            self._needs, False, {}, self._reported(trial), trial.numbers, tuple(self._steps)
        )

    def _reported(self, trial: Trial) -> dict[str, str]:
        failing = {self._tests[name].label for name in self._failing(trial)}
        tests = {cell.label for cell in self._key.tests}
        return {
            label: what
            for label, what in trial.failures.items()
            if label in failing or label not in tests
        } | dict.fromkeys(failing - trial.failures.keys(), "")


def _together(one: Needs, other: Needs) -> dict[str, tuple[str, ...]]:
    """Join needs, each once."""
    return {
        name: tuple(dict.fromkeys((*one.get(name, ()), *other.get(name, ()))))
        for name in one.keys() | other.keys()
    }


def _words(doors: Needs) -> str:
    return ", ".join(dict.fromkeys(need for needs in doors.values() for need in needs)) or "nothing"
