"""One row for each person and assignment: what counts of everything that was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.errors import NotOursError, SubmissionError
from examiner.sentences import repairs
from examiner.submission.candidate import Candidate
from examiner.submission.identification import Identified, several_notebooks


@dataclass(frozen=True)
class Entry:
    """A candidate after its notebooks were read: identified, or with what went wrong."""

    candidate: Candidate
    identified: Identified | None = None
    problem: Exception | None = None


def one_per_assignment(entries: Sequence[Entry]) -> list[Entry]:
    """Choose the submission that counts of each person for each assignment.

    The latest attempt counts where names say when it was handed in, else the notebook that fits
    best. What belongs to no assignment (lessons, scratch paper) is left out where its owner
    handed in something else.
    """
    groups: dict[tuple[Path, str, Path], list[Entry]] = {}
    for entry in entries:
        if entry.identified:
            groups.setdefault(_group(entry, entry.identified), []).append(entry)
    latest = {
        (source, student): max(entry.candidate.attempt for entry in group)
        for (source, student, _), group in groups.items()
    }
    rows = [entry for entry in entries if not _is_beside(entry, latest.get(_owner(entry)))]
    unread: dict[tuple[Path, str], list[Entry]] = {}
    for entry in rows:
        if not entry.identified:
            unread.setdefault(_owner(entry), []).append(entry)
    chosen = []
    for entry in rows:
        if not entry.identified:
            chosen.append(entry)
        elif group := groups.pop(_group(entry, entry.identified), None):
            chosen.append(_best(group, unread.get(_owner(entry), ())))
    return chosen


def _owner(entry: Entry) -> tuple[Path, str]:
    return entry.candidate.source, entry.candidate.student


def _group(entry: Entry, identified: Identified) -> tuple[Path, str, Path]:
    candidate = entry.candidate
    return candidate.source, candidate.student, identified.key.path


def _best(group: list[Entry], unread: Sequence[Entry]) -> Entry:
    """Choose one of several submissions, and note the others, and what could not be read."""

    def order(entry: Entry) -> tuple[object, ...]:
        assert entry.identified
        return entry.candidate.attempt, entry.identified.fit

    best = max(group, key=order)
    identified = best.identified
    if identified is None:
        return best
    others = [e.identified.submission.path for e in group if e is not best and e.identified]
    if any(_is_later(entry, best, identified) for entry in unread):
        note = repairs.LATER_ATTEMPT
    elif not others:
        return best
    elif best.candidate.attempt:
        note = repairs.earlier_attempts(len(others))
    else:
        note = several_notebooks(identified.submission.path, others, best.candidate.root)
    return replace(best, identified=replace(identified, notices=(note, *identified.notices)))


def _is_later(entry: Entry, best: Entry, identified: Identified) -> bool:
    """Tell whether an entry of the same person is another attempt, after the one that counts."""
    named = entry.candidate.assignment in (None, identified.key.assignment)
    return named and entry.candidate.attempt > best.candidate.attempt != ""


def _is_beside(entry: Entry, latest: str | None) -> bool:
    """Tell whether something that cannot be graded lies beside what can.

    `latest` is the attempt of what its owner handed in beside it; None if that is nothing.
    """
    if latest is None or not isinstance(entry.problem, SubmissionError):
        return False
    is_earlier = bool(latest) and entry.candidate.attempt < latest
    return isinstance(entry.problem, NotOursError) or is_earlier
