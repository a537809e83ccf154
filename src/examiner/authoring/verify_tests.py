"""Proof that the tests of an assignment tell right answers from wrong ones.

This is mutation testing in its coarsest form. A mutation-testing tool changes a right program a
little and expects some test to fail; a change that no test notices shows that the tests are weak.
Here the right answer is replaced as a whole, by an answer that a student might forge to please
careless tests: None, an empty list, an object equal to everything. Each test must pass with the
answers of the source notebook, and fail with the untouched release and with every wrong answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examiner.authoring.lint import check_cell, check_names, defined_names
from examiner.grading import session
from examiner.grading.workers import ForkServer
from examiner.key import Key
from examiner.report import Result
from examiner.submission.reader import Submission, SubmittedCell

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
_REFERENCE = "the answers of the source"
_UNTOUCHED = "the release as it is"


def check_tests(key: Key, source: Key, readable: Sequence[Path] = ()) -> list[str]:
    """Check the test cells of a notebook: first their text, then what they accept.

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
    list of str
        A sentence for each problem, with the cell and, where there is one, the line.

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here. The text of the cells has been found in order by then.
    """
    answers = {
        cell.grade_id: cell.source
        for cell in source.cells
        if cell.role == "answer" and cell.cell_type == "code" and cell.grade_id
    }
    names: dict[str, bool] = {}
    for text in answers.values():
        names |= defined_names(text)
    problems = [
        f"{cell.label}, line {line}: {sentence}"
        for cell in source.tests
        for line, sentence in check_cell(cell.source, names)
    ]
    problems += check_names(source)
    # A test whose text is wrong would only be reported a second time.
    return problems or verify(key, answers, readable)


def verify(key: Key, answers: Mapping[str, str], readable: Sequence[Path] = ()) -> list[str]:
    """Run the tests of a key against right and wrong answers.

    Parameters
    ----------
    key
        The autograder key.
    answers
        By grade id, the answers of the source notebook.
    readable
        Folders of data.

    Returns
    -------
    list of str
        A sentence for each test that a wrong answer passes or a right answer fails.

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here.
    """
    names = {grade_id: defined_names(text) for grade_id, text in answers.items()}
    cases: dict[str, Mapping[str, str]] = {_REFERENCE: answers, _UNTOUCHED: {}}
    for case, value in WRONG_ANSWERS.items():
        cases[case] = {grade_id: _wrong_answer(own, value) for grade_id, own in names.items()}
    with ForkServer(key, readable=readable) as fork_server, ThreadPoolExecutor(_JOBS) as pool:
        results = pool.map(lambda case: _grade(fork_server, key, case), cases.values())
        graded = dict(zip(cases, results, strict=True))
    problems = list(_reference_problems(key, graded.pop(_REFERENCE)))
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


def _reference_problems(key: Key, result: Result) -> Iterable[str]:
    for test, cell in zip(result.tests, key.tests, strict=True):
        if not test.passed:
            yield f"{cell.label}: {_REFERENCE} do not pass: {test.message}"
    if result.status != "graded":
        yield f"{_REFERENCE}: {result.reason}"


def _wrong_answer(names: Mapping[str, bool], value: str) -> str:
    """Write an answer cell that defines `names`, each as `value` or as a function returning it."""
    lines = [_EQUAL_TO_EVERYTHING]
    for name, is_function in names.items():
        as_function = is_function or value == _FIRST_ARGUMENT
        lines.append(f"{name} = {'lambda *args, **kwargs: ' if as_function else ''}{value}")
    return "\n".join(lines)


def _grade(fork_server: ForkServer, key: Key, answers: Mapping[str, str]) -> Result:
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
    return session.grade(fork_server, key, Submission(Path(key.path.name), cells), "verification")
