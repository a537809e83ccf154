"""Proof that the tests of an assignment tell right answers from wrong ones.

This is mutation testing in its coarsest form. A mutation-testing tool changes a right program a
little and expects some test to fail; a change that no test notices shows that the tests are weak.
Here the right answer is replaced as a whole, by an answer that a student might forge to please
careless tests: None, an empty list, an object equal to everything. Each test must pass with the
answers of the source notebook, and fail with the untouched release and with every wrong answer.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from examiner.authoring.doors import KeyDoors, find_doors, submission_with
from examiner.authoring.lint import defined_names
from examiner.grading import session
from examiner.grading.workers import ForkServer
from examiner.key import Key
from examiner.report import Result

_JOBS = 2
#: The comment line with which a test cell says that a wrong answer happens to be right.
ALLOWED = "# examiner: {} is right"

_EQUAL_TO_EVERYTHING = """
class EqualToEverything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __bool__(self): return True
    def __call__(self, *args, **kwargs): return self
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return self
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __lt__
    def __sub__(self, other): return 0
    __rsub__ = __mod__ = __sub__
    def __add__(self, other): return self
    __radd__ = __mul__ = __rmul__ = __truediv__ = __abs__ = __neg__ = __add__
    def __array_ufunc__(self, *args, **kwargs): return True
    def __array_function__(self, *args, **kwargs): return True
"""

_FIRST_ARGUMENT = "args[0] if args else None"
#: By name: the expression that takes the place of every answer. A function returns it.
WRONG_ANSWERS = {
    "an object equal to everything": "EqualToEverything()",
    "None": "None",
    "NaN": "float('nan')",
    "0": "0",
    "True": "True",
    "an empty text": "''",
    "an empty list": "[]",
    "an empty dict": "{}",
    "an empty array": "__import__('numpy').array([])",
    "its first argument": _FIRST_ARGUMENT,
}
_UNTOUCHED = "the release as it is"


@dataclass(frozen=True)
class Checked:
    """What was found out about the tests of a notebook.

    Attributes
    ----------
    doors
        What they need, and which of them the answers of the source do not pass.
    weak
        A sentence for each test that a wrong answer passes.
    """

    doors: KeyDoors
    weak: list[str]


def check_tests(key: Key, source: Key, readable: Sequence[Path] = ()) -> Checked:
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
    with ForkServer(key, readable=readable) as fork_server:
        doors = find_doors(key, answers, fork_server)
        right = {name: text for name, text in answers.items() if name in graded}
        return Checked(doors, verify(doors.key, right, fork_server))


def verify(key: Key, answers: Mapping[str, str], fork_server: ForkServer) -> list[str]:
    """Run the tests of a key against wrong answers, with the doors that the right ones need.

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
    for case, value in WRONG_ANSWERS.items():
        cases[case] = {grade_id: _wrong_answer(own, value) for grade_id, own in names.items()}
    with ThreadPoolExecutor(_JOBS) as pool:
        results = pool.map(lambda case: _grade(fork_server, key, case), cases.values())
        graded = dict(zip(cases, results, strict=True))
    problems = []
    for case, result in graded.items():
        allowed = ALLOWED.format(case)
        for test, cell in zip(result.tests, key.tests, strict=True):
            if test.points > 0 and allowed not in cell.source:
                problems.append(
                    f"{cell.label}: {case} passes. Check the type first, then values that only a "
                    f"right answer has; if {case} happens to be right, add the line '{allowed}' "
                    "to the cell."
                )
    return problems


def _wrong_answer(names: Mapping[str, bool], value: str) -> str:
    """Write an answer cell that defines `names`, each as `value` or as a function returning it."""
    lines = [_EQUAL_TO_EVERYTHING]
    for name, is_function in names.items():
        as_function = is_function or value == _FIRST_ARGUMENT
        lines.append(f"{name} = {'lambda *args, **kwargs: ' if as_function else ''}{value}")
    return "\n".join(lines)


def _grade(fork_server: ForkServer, key: Key, answers: Mapping[str, str]) -> Result:
    return session.grade(fork_server, key, submission_with(key, answers), "proof")
