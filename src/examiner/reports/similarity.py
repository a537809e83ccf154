"""Answers that have much in common beyond what students were given: a note to a person.

Answers of the same cell are compared by their shingles, runs of a few tokens of their normalised
code [1]_. No two answers are alike just because of the code that was given, or because of what many
in the class have written: that is how one answers this question.

References
----------
.. [1] S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: Local Algorithms for Document
   Fingerprinting", SIGMOD 2003. An answer is short, so that all of its shingles can be kept.
.. [2] R. J. Bayardo, Y. Ma and R. Srikant, "Scaling Up All Pairs Similarity Search", WWW 2007.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examiner.report import Cell, Result
from examiner.reports.labels import title
from examiner.reports.tokens import normal_tokens

#: Tokens of a shingle. Fewer would find idioms of the language; more would lose an answer to which
#: a line was added.
LENGTH = 8
#: Shingles of its own that an answer needs to be compared: a short one has only one natural form.
ENOUGH = 40
#: The share of shingles that two answers need to have in common. The independent answers in
#: tests/answers stay below it.
ALIKE = 0.7
#: What more answers have, or more than this share of them, is the usual way to write it.
USUAL, USUAL_SHARE = 4, 0.2
#: Groups that a page shows.
MOST_SHOWN = 50

Shingles = frozenset[int]


@dataclass(frozen=True)
class Answer:
    """A student's answer, with what was given for it."""

    student: str
    source: str
    given: str


@dataclass(frozen=True)
class AlikeAnswers:
    """Answers of one cell that are alike.

    Attributes
    ----------
    grade_id
    share
        How much the two answers that are most alike have in common: at most 1.
    pair
        Those two.
    """

    grade_id: str
    share: float
    pair: tuple[Answer, Answer]


@dataclass(frozen=True)
class Group:
    """Students with alike answers.

    Attributes
    ----------
    assignment
        With the notebook, where the assignment has several.
    students
    answers
        Their answers, cell by cell.
    """

    assignment: str
    students: tuple[str, ...]
    answers: tuple[AlikeAnswers, ...]


def find_groups(results: Sequence[Result]) -> list[Group]:
    """Find the students whose answers are alike, assignment by assignment.

    Returns
    -------
    list of Group
        Those with the most alike answers first.
    """
    cells: dict[tuple[str, str], list[tuple[Result, Cell]]] = defaultdict(list)
    for result in results:
        for cell in result.cells:
            if cell.grade_id and cell.cell_type == "code":
                cells[title(result), cell.grade_id].append((result, cell))
    found: dict[tuple[str, tuple[int, ...]], list[AlikeAnswers]] = defaultdict(list)
    people: dict[int, str] = {id(result): result.student for result in results}
    for (assignment, grade_id), rows in cells.items():
        own = own_shingles([cell for _, cell in rows])
        for members, (first, second, share) in _groups(own):
            pair = _answer(*rows[first]), _answer(*rows[second])
            who = tuple(id(rows[member][0]) for member in members)
            found[assignment, who].append(AlikeAnswers(grade_id, share, pair))
    groups = [
        Group(assignment, tuple(people[one] for one in who), tuple(answers))
        for (assignment, who), answers in found.items()
    ]
    return sorted(groups, key=lambda g: (-len(g.answers), -max(a.share for a in g.answers)))


def _answer(result: Result, cell: Cell) -> Answer:
    return Answer(result.student, cell.source, cell.given)


def own_shingles(cells: Sequence[Cell]) -> list[Shingles]:
    """Return for each answer of a cell the shingles that neither were given nor are usual."""
    given = {text: _shingles(text) for text in {cell.given for cell in cells}}
    each = [_shingles(cell.source) - given[cell.given] for cell in cells]
    counts = Counter(shingle for shingles in each for shingle in shingles)
    most = max(USUAL, USUAL_SHARE * len(cells))
    usual = {shingle for shingle, count in counts.items() if count > most}
    return [shingles - usual for shingles in each]


def _shingles(source: str) -> Shingles:
    tokens = normal_tokens(source)
    return frozenset(
        hash(tuple(tokens[start : start + LENGTH])) for start in range(len(tokens) - LENGTH + 1)
    )


Pair = tuple[int, int, float]


def _groups(answers: Sequence[Shingles]) -> Iterator[tuple[list[int], Pair]]:
    """Yield the numbers of answers that hang together by alike pairs, and the most alike pair."""
    equal: dict[Shingles, list[int]] = defaultdict(list)
    for number, shingles in enumerate(answers):
        if len(shingles) >= ENOUGH:
            equal[shingles].append(number)
    pairs = [(one[0], other, 1.0) for one in equal.values() for other in one[1:]]
    distinct = list(equal)
    pairs += [
        (equal[distinct[i]][0], equal[distinct[j]][0], share)
        for i, j, share in alike_pairs(distinct)
    ]
    pairs.sort(key=lambda pair: (-pair[2], pair[:2]))
    groups: dict[int, list[int]] = {}
    for first, second, _ in pairs:
        one, other = (groups.setdefault(number, [number]) for number in (first, second))
        if one is not other:
            one += other
            groups.update(dict.fromkeys(other, one))
    closest: dict[int, Pair] = {}
    for pair in pairs:
        closest.setdefault(id(groups[pair[0]]), pair)
    for members in {id(members): members for members in groups.values()}.values():
        yield sorted(members), closest[id(members)]


def alike_pairs(sets: Sequence[Shingles]) -> Iterator[Pair]:
    """Yield all pairs with a Jaccard index of at least `ALIKE`, and the index.

    Two such sets share one of the rarest shingles of each: of n shingles, one of the first
    n - ceil(n * ALIKE) + 1 in a common order [2]_. Only pairs that do are looked at.
    """
    counts = Counter(shingle for shingles in sets for shingle in shingles)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sets):
        ordered = sorted(shingles, key=lambda shingle: (counts[shingle], shingle))
        rarest = ordered[: len(ordered) - math.ceil(len(ordered) * ALIKE) + 1]
        for other in sorted({other for shingle in rarest for other in holders[shingle]}):
            common = len(shingles & sets[other])
            share = common / (len(shingles) + len(sets[other]) - common)
            if share >= ALIKE:
                yield other, number, share
        for shingle in rarest:
            holders[shingle].append(number)
