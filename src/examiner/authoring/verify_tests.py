"""Proof that the tests of an assignment tell right answers from wrong ones.

This is mutation testing in its coarsest form. A mutation-testing tool changes a right program a
little and expects some test to fail; a change that no test notices shows that the tests are weak.
Here the right answer is replaced as a whole, by an answer that a student might forge to please
careless tests: None, an empty array, an object equal to everything, an answer that only uses what
it is passed. Each test must pass with the answers of the source notebook, and fail with the
untouched release and with every wrong answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from examiner.authoring.causes import causes
from examiner.authoring.lint import defined_names
from examiner.authoring.wrong_answers import TYPE_FIRST, WRONG_ANSWERS, write
from examiner.grading import session
from examiner.grading.workers import ForkServer
from examiner.key import Key
from examiner.report import Result
from examiner.rpc.outcome import Outcome
from examiner.submission.reader import Submission, SubmittedCell

_JOBS = 2
#: The comment line with which a test cell says that a wrong answer happens to be right.
ALLOWED = "# examiner: {} is right"

_REFERENCE = "the answers of the source"
_UNTOUCHED = "the release as it is"


class Verified(NamedTuple):
    """What running the tests of a key showed.

    Attributes
    ----------
    problems
        A sentence for each test that the answers of the source do not pass, with the cause if it is
        known.
    weak
        A sentence for each test that a wrong answer passes.
    partial
        The grade ids of the tests that the reference answers end with a number: they give partial
        points.
    """

    problems: list[str]
    weak: list[str]
    partial: frozenset[str] = frozenset()


def check_tests(key: Key, source: Key, readable: Sequence[Path] = ()) -> Verified:
    """Run the tests of a notebook against right and wrong answers.

    Parameters
    ----------
    key
        The autograder key.
    source
        The source notebook that the key was made from.
    readable
        Folders of data.

    Returns
    -------
    Verified

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here.
    """
    answers = {
        cell.grade_id: cell.source
        for cell in source.cells
        if cell.role == "answer" and cell.cell_type == "code" and cell.grade_id
    }
    names = {grade_id: defined_names(text) for grade_id, text in answers.items()}
    cases: dict[str, Mapping[str, str]] = {_UNTOUCHED: {}}
    for case, wrong in WRONG_ANSWERS.items():
        cases[case] = {
            grade_id: write(own, wrong.value, answers[grade_id]) for grade_id, own in names.items()
        }
    partial: set[str] = set()

    def observe(grade_id: str, outcome: Outcome) -> None:
        if outcome.get("passed") and outcome.get("value") is not None:
            partial.add(grade_id)

    # The wrong answers use numpy. Loaded once, it is not imported by each of them.
    ready = replace(key, preload=(*key.preload, "numpy"))
    with ForkServer(ready, readable=readable) as fork_server, ThreadPoolExecutor(_JOBS) as pool:
        reference = _grade(fork_server, key, answers, observe)
        cells = (replace(cell, partial=cell.grade_id in partial) for cell in key.cells)
        marked = replace(key, cells=tuple(cells))
        results = pool.map(lambda case: _grade(fork_server, marked, case), cases.values())
        graded = dict(zip(cases, results, strict=True))
    problems = list(_reference_problems(source, reference))
    weak = list[str]()
    passed = {
        case: {test.grade_id for test in result.tests if test.points > 0}
        for case, result in graded.items()
    }
    for case, accepting in passed.items():
        advice, like = TYPE_FIRST, ""
        if case in WRONG_ANSWERS:
            _, advice, like = WRONG_ANSWERS[case]
        allowed = ALLOWED.format(case)
        for cell in key.tests:
            known = cell.grade_id in passed.get(like, ())
            if cell.grade_id in accepting and allowed not in cell.source and not known:
                weak.append(
                    f"{cell.label}: {case} passes. {advice}; if {case} happens to be right, add "
                    f"the line '{allowed}' to the cell."
                )
    return Verified(problems, weak, frozenset(partial))


def _reference_problems(source: Key, result: Result) -> Iterable[str]:
    for test, cell in zip(result.tests, source.tests, strict=True):
        if not test.passed:
            said = test.message or ""
            known = " ".join(causes(cell, source, said))
            yield f"{cell.label}: {_REFERENCE} do not pass: {said} {known}".rstrip()
    if result.status != "graded":
        yield f"{_REFERENCE}: {result.reason}"


def _grade(
    fork_server: ForkServer,
    key: Key,
    answers: Mapping[str, str],
    observe: Callable[[str, Outcome], None] | None = None,
) -> Result:
    cells = tuple(
        SubmittedCell(
            cell.number,
            cell.id,
            cell.cell_type,
            answers.get(cell.grade_id or "", cell.source) if cell.role == "answer" else cell.source,
            cell.grade_id,
            cell.points,
        )
        for cell in key.cells
    )
    return session.grade(
        fork_server, key, Submission(Path(key.path.name), cells), "verification", observe=observe
    )
