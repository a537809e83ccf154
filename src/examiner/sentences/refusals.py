"""Why a submission could not be graded at all."""

from collections.abc import Sequence

from examiner.safe_text import listed
from examiner.sentences import Explanation

_HAND_IN = "Hand in the notebook of the assignment."
_WITHOUT_ARCHIVE = "Hand in the notebook itself, the file that ends in .ipynb, without an archive."
_SAVE_AGAIN = "Open the notebook in JupyterLab, save it, and hand it in again."
_CLEAR_OUTPUTS = "Clear all outputs, save the notebook, and hand it in again."
_NOTHING_TO_DO = "You do not need to change anything: "

# Finding what was handed in ------------------------------------------------------------------------

NOTHING_HANDED_IN = Explanation("Nothing was handed in.", _HAND_IN)
SYMBOLIC_LINK = Explanation("This is a symbolic link, which is not followed.", _HAND_IN)

NO_STUDENT = Explanation(
    "The pattern of --student finds no student in the path of this notebook.",
    "You do not need to change anything: your instructor has to fix the pattern.",
    "Make the pattern fit this path too, or move the notebook out of the folder.",
)
DAMAGED_ZIP = Explanation(
    "The zip archive is damaged or incomplete.",
    _WITHOUT_ARCHIVE,
    "Download the archive again; if that does not help, ask for the notebook itself.",
)
ENCRYPTED_ZIP = Explanation(
    "The zip archive has a password.",
    _WITHOUT_ARCHIVE,
)
UNUSUAL_ZIP = Explanation(
    "The zip archive is packed in an unusual way, which is not unpacked here.",
    _WITHOUT_ARCHIVE,
    "Pack it again with the usual method, Deflate, or unpack it yourself and name the folder.",
)
ARCHIVE_OF_SEVERAL = Explanation(
    "The zip archive holds the work of several people.",
    "Hand in your own notebook, the file that ends in .ipynb, without an archive.",
    "If it is the archive of a class, name it on the command line, not the folder that it lies in.",
)
NO_ROOM_FOR_ZIPS = Explanation(
    "The zip archive was not unpacked: those of the class are too large together.",
    f"{_NOTHING_TO_DO}your instructor has to unpack it.",
    "Unpack the archives yourself, or grade the class in several runs.",
)


def too_large_zip(entries: int, most: int) -> Explanation:
    """Refuse an archive of more files or bytes than are unpacked, or several of one student."""
    return Explanation(
        f"The zip archive holds more than {entries:,} files or {most / 1e9:g} GB.",
        _WITHOUT_ARCHIVE,
        "If it is the whole class, unpack it yourself and name the folder.",
    )


def not_a_file(kind: str) -> Explanation:
    """Refuse a pipe, a folder or a device; `kind` says which, with its article."""
    return Explanation(f"This is {kind}, not a file.", "Hand in the notebook file itself.")


def no_notebook(names: Sequence[str]) -> Explanation:
    """Refuse a folder of other files."""
    return Explanation(
        f"There is no notebook here, only {listed(names)}.",
        _HAND_IN,
        "If the notebook is inside one of these files, unpack it and grade again: only zip archives "
        "are unpacked here.",
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


ZIP_FILE = Explanation(
    "The file is a zip archive that was renamed, not a notebook.",
    "Unpack it, and hand in the file inside that ends in .ipynb.",
)
UTF16 = Explanation(
    "The file was saved in UTF-16, not in UTF-8.",
    "Hand in the notebook as JupyterLab saved it. If you edited it in a text editor, choose "
    "'Save as' and the encoding UTF-8 there.",
)


def merge_conflict(line: int) -> Explanation:
    """Refuse a file in which git left both versions of a conflict, from `line` on."""
    return Explanation(
        f"The file holds a merge conflict that git could not resolve (line {line:,}).",
        "Take one version, with 'git checkout --ours FILE' or 'git checkout --theirs FILE', open it in "
        "JupyterLab, save it, and hand it in again.",
    )


def cut_off(line: int) -> Explanation:
    """Refuse a file that ends in the middle, in `line`."""
    return Explanation(
        f"The file ends in the middle of the notebook (line {line:,}): the upload or download was cut off.",
        "Open the notebook where you worked on it. If it is complete there, upload it again; if not, take "
        "the last version from 'File > Revert Notebook to Checkpoint'.",
    )


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


def too_large_text(limit: float) -> Explanation:
    """Refuse a notebook whose text alone has more than `limit` MB."""
    return Explanation(
        f"The notebook is larger than {limit:g} MB, even without its outputs.",
        "Delete pictures and long texts that were pasted into its cells, save it, and hand it in again.",
        "To grade it as it is, allow more with --max-size.",
    )


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


def unknown_variant(student: str) -> Explanation:
    """Refuse to guess whose values a submission is to be graded with."""
    return Explanation(
        f"Each student has a variant of this assignment, and {student} is not in the class list.",
        f"{_NOTHING_TO_DO}your instructor has to correct the list.",
        "Add the student to the class list with the id that the variant was handed out with, or correct "
        "the name of the folder, and grade again.",
    )


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
