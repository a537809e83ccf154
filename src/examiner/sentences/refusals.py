"""Why a submission could not be graded at all."""

from collections.abc import Sequence

from examiner.safe_text import listed
from examiner.sentences import Explanation

_HAND_IN = "Hand in the notebook of the assignment."
_SAVE_AGAIN = "Open the notebook in JupyterLab, save it, and hand it in again."
_CLEAR_OUTPUTS = "Clear all outputs, save the notebook, and hand it in again."
_NOTHING_TO_DO = "You do not need to change anything: "

# Finding what was handed in ------------------------------------------------------------------------

NOTHING_HANDED_IN = Explanation("Nothing was handed in.", _HAND_IN)
SYMBOLIC_LINK = Explanation("This is a symbolic link, which is not followed.", _HAND_IN)


def not_a_file(kind: str) -> Explanation:
    """Refuse a pipe, a folder or a device; `kind` says which, with its article."""
    return Explanation(f"This is {kind}, not a file.", "Hand in the notebook file itself.")


def no_notebook(names: Sequence[str]) -> Explanation:
    """Refuse a folder of other files."""
    return Explanation(
        f"There is no notebook here, only {listed(names)}.",
        _HAND_IN,
        "If the notebook is inside one of these files, unpack it and grade again.",
    )


def unreadable_folder(why: str) -> Explanation:
    """Refuse a folder that the system does not let the grader read."""
    return Explanation(
        f"The folder could not be read: {why}.",
        f"{_NOTHING_TO_DO}your instructor has to make the folder readable.",
        "Let the grader read this folder, and grade again.",
    )


# Reading the file ----------------------------------------------------------------------------------

CHANGED_WHILE_READ = Explanation(
    "The file changed while it was being read.",
    f"{_NOTHING_TO_DO}your instructor has to grade it again.",
    "Grade this submission again.",
)
EMPTY_FILE = Explanation("The file is empty.", _SAVE_AGAIN)
TOO_COMPLEX = Explanation(
    "The file is not a notebook as Jupyter writes it: it is nested too deeply or has too many parts.",
    _CLEAR_OUTPUTS,
)
NO_CELLS = Explanation("The file is JSON but not a notebook: it has no cells.", _SAVE_AGAIN)


def unreadable_file(why: str) -> Explanation:
    """Refuse a file that cannot be opened."""
    return Explanation(
        f"The file could not be read: {why}.",
        "Hand in the notebook file itself, not a link to it.",
        "Let the grader read the file; no folder on the way to it may be a symbolic link.",
    )


def too_large(limit: float) -> Explanation:
    """Refuse a file of more than `limit` MB."""
    return Explanation(f"The file is larger than {limit:.0f} MB.", _CLEAR_OUTPUTS)


def not_utf8(byte: int) -> Explanation:
    """Refuse a file whose byte number `byte`, from 1, is not valid in UTF-8."""
    return Explanation(
        f"The file is not text in UTF-8 (byte {byte:,} is invalid): "
        "it is not a notebook, or it was damaged on the way.",
        _SAVE_AGAIN,
    )


def not_json(line: int | None) -> Explanation:
    """Refuse a file that is not JSON from `line` on, if that is known."""
    where = "" if line is None else f" (line {line:,})"
    return Explanation(
        f"The file is damaged or incomplete: it is not valid JSON{where}, as every notebook is.",
        _SAVE_AGAIN,
    )


def too_many_cells(cells: int, limit: int) -> Explanation:
    """Refuse a notebook with more cells than are read."""
    return Explanation(
        f"The notebook has {cells:,} cells; the limit is {limit:,}.",
        "Delete the cells that do not belong to the assignment, and hand it in again.",
    )


# Identifying the assignment ------------------------------------------------------------------------

UNKNOWN_ASSIGNMENT = Explanation(
    "No cell of the notebook belongs to an assignment that is graded here.",
    "Hand in the notebook that you were given, with its original cells.",
    "If the assignment is one of yours, run 'examiner build', or name its autograder keys with "
    "--keys.",
)


def missing_notebook(notebook: str) -> Explanation:
    """Refuse a folder in which one of an assignment's notebooks is missing."""
    return Explanation(f"There is no notebook {notebook}.ipynb.", _HAND_IN)


# Grading -------------------------------------------------------------------------------------------

#: What a student reads when the engine or the autograder key is at fault.
NOT_YOUR_FAULT = "Your notebook could not be graded yet. The problem is with the grading, not with your notebook."
WAIT_FOR_INSTRUCTOR = f"{_NOTHING_TO_DO}your instructor has to solve it and grade again."


#: Control-C came before this submission was graded.
STOPPED = Explanation(
    "The run was stopped before this submission was graded.",
    WAIT_FOR_INSTRUCTOR,
    "Run the same command again: it goes on where it was stopped.",
)


def engine_failed(error: Exception) -> Explanation:
    """Explain a bug of the engine."""
    return Explanation(
        f"The grading engine failed ({type(error).__name__}: {error}).",
        WAIT_FOR_INSTRUCTOR,
        "Please report this as a bug of examiner; the other rows are not affected.",
    )
