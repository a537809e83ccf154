"""What the index of the course shows: the lessons and tasks, and how far this learner is."""

import html
import json
from dataclasses import dataclass
from pathlib import Path

from IPython.display import display

from nncourse import progress
from nncourse.quiz import bank
from nncourse.table import html_table


@dataclass(frozen=True)
class Lesson:
    """One lesson of the course.

    Attributes
    ----------
    notebook : str
        Name of the file in ``notebooks/``, without ``.ipynb``.
    title : str
    minutes : int
        How long a careful reader takes; a test holds the formula.
    questions : str
        Name of its file of questions; empty for a lesson without any.
    """

    notebook: str
    title: str
    minutes: int
    questions: str = ""


@dataclass(frozen=True)
class Task:
    """One exercise that is handed in; its notebook is ``<name>/<name>.ipynb``."""

    name: str
    title: str
    minutes: int
    points: int


#: The lessons in the order in which they are meant to be read.
LESSONS = (
    Lesson("01-playground", "Warm-up: a network you can touch", 35, "playground"),
    Lesson("02-activation-functions", "Activation functions", 50, "activations"),
    Lesson("03-training-history", "Training history", 40, "history"),
    Lesson("04-class-imbalance-smote", "Class imbalance and SMOTE", 30, "imbalance"),
    Lesson("05-knowledge-check", "Knowledge check", 15, "check"),
    Lesson("06-summary", "Summary and further reading", 10),
)

#: The tasks in the order in which they are meant to be solved.
TASKS = (
    Task("task14", "Task 14: activation functions", 60, 14),
    Task("task15", "Task 15: training history", 60, 15),
    Task("task16", "Task 16: class imbalance and SMOTE", 70, 16),
)

# What nbgrader leaves in an answer cell until the student writes there.
_UNTOUCHED = ("raise NotImplementedError", "YOUR ANSWER HERE")


def show_progress():
    """Show how many questions of each lesson and how many answers of each task are done."""
    table = [*lesson_rows(), *task_rows()]
    rows = []
    for title, link, done, total in table:
        name = html.escape(title)
        bar = f"<progress value='{done}' max='{total or 1}' aria-label='{name}'></progress>"
        rows.append([f"<a href='{link}'>{name}</a>", bar, f"{done} of {total}"])
    head = ("Part", "Progress", "Questions or answers done")
    markup = f"{html_table(rows, head)}<p>{html.escape(_advice(table))}</p>"
    plain = [f"{title}: {done} of {total}" for title, _, done, total in table]
    display({"text/html": markup, "text/plain": "\n".join(plain)}, raw=True)


def lesson_rows():
    """Return what is done of each lesson that has questions.

    Returns
    -------
    list of tuple (str, str, int, int)
        Title, relative link, questions done, questions in all.
    """
    entries = progress.read()
    rows = []
    for lesson in LESSONS:
        if lesson.questions not in bank.lessons():
            continue
        keys = bank.load(lesson.questions)
        done = sum(entries.get(key, {}).get("done") is True for key in keys)
        rows.append((lesson.title, f"{lesson.notebook}.ipynb", done, len(keys)))
    return rows


def task_rows():
    """Return what is written of each task whose notebook is found near the working directory.

    Returns
    -------
    list of tuple (str, str, int, int)
        Title, relative link, answer cells written, answer cells in all.
    """
    here = Path.cwd()
    rows = []
    for task in TASKS:
        places = [Path(up, "release", task.name, f"{task.name}.ipynb") for up in (".", "..")]
        found = next((place for place in places if (here / place).is_file()), None)
        if found is None:
            continue
        if written := _written(here / found):
            rows.append((task.title, found.as_posix(), *written))
    return rows


def _written(path):
    """Return how many answer cells are written, and how many there are; None if unreadable."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        answers = [
            "".join(cell["source"])
            for cell in cells
            if cell["metadata"].get("nbgrader", {}).get("solution")
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return sum(not any(sign in text for sign in _UNTOUCHED) for text in answers), len(answers)


def _advice(table):
    """Say in one sentence where to go on."""
    unfinished = [title for title, _, done, total in table if done < total]
    if not unfinished:
        return "All done. Well done!"
    if not any(done for _, _, done, _ in table):
        return f"Nothing is done yet: begin with “{unfinished[0]}”."
    return f"Next: “{unfinished[0]}”."
