"""Proof that the tests of an assignment tell right answers from wrong ones.

This is mutation testing in its coarsest form. A mutation-testing tool changes a right program a
little and expects some test to fail; a change that no test notices shows that the tests are weak.
Here the right answer is replaced as a whole, by an answer that a student might forge to please
careless tests: None, an empty array, an object equal to everything, an answer that only uses what
it is passed. Each test must pass with the answers of the source notebook, and fail with the
untouched release and with every wrong answer.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from examiner.authoring.key_doors import KeyDoors, find_doors, submission_with
from examiner.authoring.lint import defined_names
from examiner.authoring.variants import check_variants
from examiner.authoring.wrong_answers import TYPE_FIRST, WRONG_ANSWERS, WrongAnswer, write
from examiner.grading import session
from examiner.grading.fork_server import ForkServer
from examiner.key import Key
from examiner.report import Result
from examiner.safe_text import listed

_JOBS = 2
#: The comment line with which a test cell says that a wrong answer happens to be right.
ALLOWED = "# examiner: {} is right"

_UNTOUCHED = "the release as it is"
_NOTHING_FAILS = (
    "every wrong answer passes. Let the test call the answer, compare what comes back with an "
    "assert, and catch only the error that it asks for."
)


@dataclass(frozen=True)
class Verified:
    """What was found out about the tests of a notebook.

    Attributes
    ----------
    doors
        What they need, and which of them the answers of the source do not pass.
    weak
        A sentence for each test that a wrong answer passes.
    variants
        A sentence for each cell that fails with the values of some students.
    """

    doors: KeyDoors
    weak: list[str]
    variants: list[str]


def verify_tests(key: Key, source: Key, readable: Sequence[Path] = ()) -> Verified:
    """Run the tests of a key against right and wrong answers.

    Parameters
    ----------
    key
        The autograder key.
    source
        The source notebook that the key was made from.
    readable
        Folders of data.

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here.
    """
    answers = {
        cell.grade_id: cell.source
        for cell in source.cells
        if cell.editable and cell.cell_type == "code" and cell.grade_id
    }
    graded = {cell.grade_id for cell in source.cells if cell.role == "answer"}
    # The wrong answers use numpy. Loaded once, it is not imported by each of them.
    ready = replace(key, preload=(*key.preload, "numpy"))
    with ForkServer(ready, readable=readable) as fork_server:
        doors = find_doors(key, answers, fork_server)
        right = {name: text for name, text in answers.items() if name in graded}
        variants = check_variants(doors.key, answers, fork_server, doors.found.failures)
        return Verified(doors, weak_tests(doors.key, right, fork_server), variants)


def weak_tests(key: Key, answers: Mapping[str, str], fork_server: ForkServer) -> list[str]:
    """Find the tests that accept wrong answers, with the doors that the right ones need.

    Parameters
    ----------
    key
        The autograder key.
    answers
        By grade id, the answers of the source notebook.
    fork_server
        Of the key.

    Returns
    -------
    list of str
        A sentence for each test that a wrong answer passes.
    """
    names = {grade_id: defined_names(text) for grade_id, text in answers.items()}
    cases: dict[str, Mapping[str, str]] = {_UNTOUCHED: {}}
    for case, wrong in WRONG_ANSWERS.items():
        cases[case] = {
            grade_id: write(own, wrong.value, answers[grade_id]) for grade_id, own in names.items()
        }
    with ThreadPoolExecutor(_JOBS) as pool:
        results = pool.map(lambda case: _grade(fork_server, key, case), cases.values())
        graded = dict(zip(cases, results, strict=True))
    passed = {
        case: {test.grade_id for test in result.tests if test.points > 0}
        for case, result in graded.items()
    }
    problems = []
    for cell in key.tests:
        if all(cell.grade_id in passed[case] for case in WRONG_ANSWERS):
            problems.append(f"{cell.label}: {_NOTHING_FAILS}")
            continue
        by_advice: dict[str, list[str]] = {}
        for case, accepting in passed.items():
            _, advice, like = WRONG_ANSWERS.get(case, WrongAnswer("", TYPE_FIRST))
            known = cell.grade_id in passed.get(like, ())
            allowed = ALLOWED.format(case) in cell.source
            if cell.grade_id in accepting and not allowed and not known:
                by_advice.setdefault(advice, []).append(case)
        problems += [_weak(cell.label, cases, advice) for advice, cases in by_advice.items()]
    return problems


def _weak(label: str, cases: Sequence[str], advice: str) -> str:
    """Say which wrong answers a test accepts for one reason."""
    if len(cases) == 1:
        (case,) = cases
        right = f"if {case} happens to be right, add the line '{ALLOWED.format(case)}' to the cell"
        return f"{label}: {case} passes. {advice}; {right}."
    right = f"if one of them happens to be right, add a line such as '{ALLOWED.format(cases[0])}'"
    return f"{label}: {listed(cases, len(cases))} pass. {advice}; {right} to the cell."


def _grade(fork_server: ForkServer, key: Key, answers: Mapping[str, str]) -> Result:
    return session.grade(fork_server, key, submission_with(key, answers), "verification")
