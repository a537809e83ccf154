"""What was unusual about a notebook and how it was put right: notices that cost no points."""

from collections.abc import Sequence

from examiner.notebook_cells import CellType, Role
from examiner.safe_text import amount, listed
from examiner.sentences import Explanation

# How sentences name a cell -------------------------------------------------------------------------


def cell_label(number: int, grade_id: str | None) -> str:
    """Name a cell of the assignment.

    Examples
    --------
    >>> cell_label(7, "sigmoid"), cell_label(8, None)
    ('cell 7 (sigmoid)', 'cell 8')
    """
    return f"cell {number}" + (f" ({grade_id})" if grade_id else "")


def own_cell_label(number: int) -> str:
    """Name a cell that the student added."""
    return f"your own cell {number}"


def _start(label: str) -> str:
    """Make a label begin a sentence; the grade id in it stays as it is."""
    return label[:1].upper() + label[1:]


# Reading the file ----------------------------------------------------------------------------------

BYTE_ORDER_MARK = "The file began with a byte order mark, which was ignored."
OLD_FORMAT = "The notebook is in an old format (version 3 or earlier); it was read anyway."


def not_a_cell(number: int) -> str:
    """Note an entry of the list of cells that is not a cell."""
    return f"Cell {number} is not a valid cell; it was left out."


def damaged_text(number: int) -> str:
    """Note a text of which only some lines are text."""
    return f"The text of cell {number} is damaged; only the readable part of it was used."


def unknown_type(number: int, cell_type: CellType) -> str:
    """Note a cell that is neither code nor Markdown nor raw."""
    return f"Cell {number} has no valid cell type; it was read as a {cell_type} cell."


def invalid_characters(number: int) -> str:
    """Note halves of characters, which no text may contain."""
    return f"Cell {number} contains invalid characters; they were replaced."


def damaged_grade_id(number: int, grade_id: str) -> str:
    """Note a grade id that cannot be used; `grade_id` may be empty."""
    shown = f" ({grade_id})" if grade_id else ""
    return f"The grade id of cell {number}{shown} is damaged; it was ignored."


# Identifying the assignment ------------------------------------------------------------------------


def several_notebooks(count: int, graded: str, others: Sequence[str]) -> str:
    """Note which of several notebooks was graded."""
    return f"There are {count} notebooks in the folder; {graded} was graded, not {listed(others)}."


def unused_files(names: Sequence[str]) -> str:
    """Note files beside the notebook that the code did not find when it ran."""
    verb = "was" if len(names) == 1 else "were"
    return f"{listed(names)} {verb} handed in beside the notebook and not used."


LATER_ATTEMPT = "A later attempt could not be read; this is the one before it."


def earlier_attempts(count: int) -> str:
    """Note that somebody handed in several times."""
    earlier = "an earlier one" if count == 1 else f"{count} earlier ones"
    return f"This is the latest attempt; there {'is' if count == 1 else 'are'} {earlier}."


def not_in_roster(student: str) -> str:
    """Note a person whom the class list does not have."""
    return f"{student} is not in the class list."


def renamed_notebook(name: str, notebook: str) -> str:
    """Note a notebook that does not have the name of the assignment's."""
    return f"The notebook is named {name}, not {notebook}.ipynb; it was graded anyway."


def wrong_folder(folder: str, assignment: str) -> str:
    """Note a notebook in the folder of another assignment."""
    return (
        f"The notebook was in the folder of {folder} but belongs to {assignment}; "
        f"it was graded as {assignment}."
    )


# Questions that were added or changed after the notebook was handed out ----------------------------

_NOTHING_TO_DO = "You do not need to change anything: your instructor will look at it."


def from_old_release(release: int) -> str:
    """Note a notebook that was handed out before the assignment changed."""
    return f"This notebook is release {release} of the assignment, which has changed since."


def from_unknown_release(release: str) -> str:
    """Note a notebook that says it was handed out as something else."""
    return f"This notebook says that it is {release}, which is not known here."


def added_questions(names: Sequence[str], release: int, *, dropped: bool) -> Explanation:
    """Say what became of questions that the notebook was handed out without."""
    were, they, do = ("was", "It", "does") if len(names) == 1 else ("were", "They", "do")
    outcome = f"{do} not count" if dropped else f"{'counts' if len(names) == 1 else 'count'} as 0"
    other = "zero" if dropped else "drop"
    effect = "count as 0" if dropped else "not count"
    return Explanation(
        f"{_start(listed(names))} {were} added after release {release}, which this notebook is. "
        f"{they} {outcome}.",
        _NOTHING_TO_DO,
        f"Check that this is fair; --added-questions {other} lets such questions {effect}. Or ask the "
        "student for the current notebook.",
    )


def changed_questions(names: Sequence[str], release: int) -> Explanation:
    """Say that points were lost in questions that were asked differently before."""
    were = "was" if len(names) == 1 else "were"
    return Explanation(
        f"{_start(listed(names))} {were} changed after release {release}, which this notebook is, and did not "
        "get all points.",
        _NOTHING_TO_DO,
        "Look whether the answer is right for the question as it was.",
    )


def unknown_release(release: str) -> Explanation:
    """Say that points were lost in a notebook that may have asked something else."""
    return Explanation(
        f"This notebook is {release}, which is not known here, and it did not get all points.",
        _NOTHING_TO_DO,
        "Check that its questions are the current ones. A key forgets its earlier releases if it is "
        "deleted before 'examiner build'.",
    )


# Variants: each student has one of the assignment ----------------------------------------------


def other_values(labels: Sequence[str]) -> str:
    """Note read-only cells that do not show the student's own values."""
    verb, they = ("does", "it was") if len(labels) == 1 else ("do", "they were")
    return f"{_start(listed(labels))} {verb} not show the values of your variant; {they} graded with those."


def lost_with_other_values(labels: Sequence[str], *, of_source: bool) -> Explanation:
    """Say that points were lost by a notebook with values that are not the student's."""
    why = (
        "They are those of release/, which was perhaps handed out in place of the student's variant."
        if of_source
        else "They are no variant of anybody who is known here. Perhaps they were edited, the variant was "
        "handed out with another id (see --roster), or the choices in source/ changed since."
    )
    return Explanation(
        other_values(labels),
        _NOTHING_TO_DO,
        f"{why} 'examiner release --variants' writes the student's variant again.",
    )


def another_variant(labels: Sequence[str], owners: Sequence[str]) -> Explanation:
    """Say that a notebook is the variant of somebody else, whom only the instructor is told."""
    verb = "shows" if len(labels) == 1 else "show"
    return Explanation(
        f"{_start(listed(labels))} {verb} the variant of another student. Your answers were graded with the "
        "values of your own.",
        "If you took the wrong notebook by mistake, tell your instructor.",
        f"It is the variant of {listed(owners)}. Ask both how it came about.",
    )


# Matching its cells with the assignment ------------------------------------------------------------

ALL_GRADE_IDS_LOST = (
    "The notebook had lost the grade ids of all its cells; they were recognised by their cell ids, "
    "their text and the functions in them."
)
CHANGED_ORDER = (
    "The order of the cells was changed; they were graded in the order of the assignment."
)


def foreign_cells(grade_ids: Sequence[str]) -> str:
    """Note cells with grade ids of another assignment."""
    return (
        f"The notebook has cells that do not belong to this assignment ({listed(grade_ids)}); "
        "they were treated as your own cells."
    )


def several_copies(label: str, count: int, *, code: bool, editable: bool) -> str:
    """Note a cell that is in the notebook more than once."""
    if code and editable:
        outcome = "every version with an answer was run, in order"
    else:
        outcome = "all of them were kept" if editable else "the original was used"
    return f"{_start(label)} is in the notebook {count} times; {outcome}."


def changed_type(label: str, now: CellType, original: CellType) -> str:
    """Note an answer whose cell type was changed."""
    return f"{_start(label)} was changed to a {now} cell; it was graded as a {original} cell."


def changed_text(label: str, role: Role) -> str:
    """Note a test or a read-only cell that was edited."""
    kind = "a test" if role == "test" else "read-only"
    return f"{_start(label)} is {kind} and was changed; the original was used."


def changed_points(label: str, points: float) -> str:
    """Note points in the metadata that are not the assignment's."""
    return f"The points of {label} were changed; it is still worth {amount(points)}."


def split_answer(label: str, parts: int) -> str:
    """Note an answer that was split inside a function."""
    return f"{_start(label)} was split into {parts} cells; they were joined again."


def lost_grade_id(label: str, number: int) -> str:
    """Note an answer that was found in spite of a missing grade id."""
    return (
        f"{_start(label)} had lost its grade id; cell {number} of your notebook was graded instead."
    )


def missing_answer(label: str) -> str:
    """Note an answer that the notebook does not have."""
    return f"{_start(label)} is missing; it counts as not answered."


def missing_cell(label: str) -> str:
    """Note a test or a read-only cell that the notebook does not have."""
    return f"{_start(label)} is missing; the original was used."


#: What an instructor does about own text beside an empty answer.
READ_WHAT_IS_BESIDE = "Read the text on the page of this submission, and give its points by hand."


def text_beside(labels: Sequence[str]) -> Explanation:
    """Say that a manual cell was left alone, and that there is own text beside it."""
    cells = listed(labels)
    verb, it = ("is", "it") if len(labels) == 1 else ("are", "them")
    return Explanation(
        f"{_start(cells)} {verb} unchanged, but there is text of your own beside {it}.",
        "You do not need to change anything: your instructor will read that text. "
        "Next time, write it into the cell itself.",
        READ_WHAT_IS_BESIDE,
    )


def more(count: int) -> str:
    """Count the notices that are left out."""
    return f"{count} more things like these were repaired."


# Grading without hidden tests ----------------------------------------------------------------------

#: Of visible tests where there is no sandbox.
WITHOUT_SANDBOX = (
    "There is no sandbox here: the code ran with the rights of the user who graded, and could read and "
    "change whatever that user can."
)
UNVERIFIED = "Only the visible tests were run: these points are not verified."


def hidden_tests(count: int, of: int) -> str:
    """Say how many tests have hidden checks, which were not run.

    Examples
    --------
    >>> hidden_tests(9, 12)
    '9 of 12 tests have hidden checks too, which were not run.'
    """
    return f"{count} of {of} tests have hidden checks too, which were not run."


ONE_PROCESS = "Tests and answers ran in the same process, so these points rely on trust."
