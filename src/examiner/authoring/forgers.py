"""Proof that the tests of an assignment test something, made when it is built.

Every test cell has to pass with the answers of the source notebook, and to fail with the release
as it is and with canned forgers: answers that are no answers, made to please careless tests.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examiner.authoring.lint import defined_names, findings, used_names
from examiner.grading import session
from examiner.grading.workers import ForkServer
from examiner.submission.reader import Submission, SubmittedCell

_JOBS = 2
#: A comment line with which a test cell says that a forger is right by luck.
ALLOWED = "# examiner: {} is right"

_EQUAL_TO_ALL = """
class Pleasing:
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

#: By name: the expression that stands for every answer. A function gives it whatever it is asked.
FORGERS = {
    "an object equal to everything": "Pleasing()",
    "None": "None",
    "NaN": "float('nan')",
    "0": "0",
    "True": "True",
    "an empty text": "''",
    "an empty list": "[]",
    "an empty dict": "{}",
    "an empty array": "__import__('numpy').array([])",
}
_ARGUMENT = "its first argument"


def prove(key, answers, readable=()):
    """Run the tests of a key against right and wrong answers.

    Parameters
    ----------
    key : examiner.key.Key
    answers : dict of str to str
        By grade id, the answers of the source notebook.
    readable : sequence of pathlib.Path
        Folders of data.

    Returns
    -------
    list of str
        A sentence for each test cell that proves nothing, or that right answers do not pass.

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here.
    """
    names = {gid: defined_names(text) for gid, text in answers.items()}
    cases = {"the answers of the source": answers, "the release as it is": {}}
    for forger, value in FORGERS.items():
        cases[forger] = {gid: _forged(own, value) for gid, own in names.items()}
    cases[_ARGUMENT] = {gid: _forged(own, None) for gid, own in names.items()}
    with ForkServer(key, readable=readable) as fork_server, ThreadPoolExecutor(_JOBS) as pool:
        results = pool.map(lambda case: _grade(fork_server, key, case), cases.values())
        graded = dict(zip(cases, results, strict=True))
    found = []
    for case, result in graded.items():
        right = case == "the answers of the source"
        for test, cell in zip(result.tests, key.tests, strict=True):
            if right and not test.passed:
                found.append(f"{cell.label}: the answers of the source do not pass: {test.message}")
            elif not right and test.points > 0 and ALLOWED.format(case) not in cell.source:
                found.append(
                    f"{cell.label}: {case} passes. Check the type first, then values "
                    f"that only a right answer has; if it is right by luck, add the line "
                    f"'{ALLOWED.format(case)}' to the cell."
                )
        if right and result.status != "graded":
            found.append(f"the answers of the source: {result.reason}")
    return found


def _forged(names, value):
    """Write an answer cell that defines `names` as a forger would."""
    lines = [_EQUAL_TO_ALL]
    for name, is_function in names.items():
        if value is None:  # give back what was passed
            lines.append(f"{name} = lambda *args, **kwargs: args[0] if args else None")
        elif is_function:
            lines.append(f"{name} = lambda *args, **kwargs: {value}")
        else:
            lines.append(f"{name} = {value}")
    return "\n".join(lines)


def _grade(fork_server, key, answers):
    cells = tuple(
        SubmittedCell(
            cell.number,
            cell.id,
            cell.cell_type,
            answers.get(cell.grade_id, cell.source) if cell.role == "answer" else cell.source,
            cell.grade_id,
            cell.points,
        )
        for cell in key.cells
    )
    return session.grade(fork_server, key, Submission(Path(key.path.name), cells), "proof")


def _names_taken(source):
    """Find tests that ask for an answer's name which an earlier test cell has taken.

    A name that the tests define is theirs from then on, so that no answer can replace a helper.
    """
    found, taken, hidden = [], {}, {}
    for cell in source.cells:
        if cell.cell_type != "code" or cell.role not in ("test", "answer"):
            continue
        names = defined_names(cell.source)
        if cell.role == "answer":
            hidden |= {name: cell.label for name in names if name in taken}
            continue
        for name in sorted(used_names(cell.source) & hidden.keys() - names.keys()):
            found.append(
                f"{cell.label}: it uses {name}, which {taken[name]} defines: what the answer in "
                f"{hidden[name]} makes of it is not seen. Use another name there."
            )
        taken |= dict.fromkeys(names, cell.label)
    return found


def check_tests(key, source, readable=()):
    """Look at the test cells of a notebook, then prove them.

    Parameters
    ----------
    key : examiner.key.Key
    source : examiner.key.Key
        The source notebook that the key was made from.
    readable : sequence of pathlib.Path
        Folders of data.

    Returns
    -------
    list of str
        A sentence for each finding, with the cell and, where there is one, the line.

    Raises
    ------
    NoSandboxError
        If nothing can be run safely here; what can be found without running was found before.
    """
    answers = {
        cell.grade_id: cell.source
        for cell in source.cells
        if cell.role == "answer" and cell.cell_type == "code"
    }
    names = {}
    for text in answers.values():
        names |= defined_names(text)
    found = [
        f"{cell.label}, line {line}: {sentence}"
        for cell in source.tests
        for line, sentence in findings(cell.source, names)
    ]
    found += _names_taken(source)
    # What cannot work would only be found a second time.
    return found or prove(key, answers, readable)
