"""The score of a lesson's questions, by objective; it follows while the learner answers."""

import html

import ipywidgets
from IPython.display import display

from nncourse import progress
from nncourse.quiz import bank
from nncourse.table import html_table


def show(lesson):
    """Show how many questions of a lesson are answered correctly, and how many at the first try.

    Parameters
    ----------
    lesson : str
        A lesson with questions, such as ``"check"``.

    Raises
    ------
    nncourse.quiz.QuestionError
        If the lesson has no questions.
    """
    bank.load(lesson)  # complain here, not inside the widget
    panel = ipywidgets.HTML()

    def draw():
        panel.value = _as_html(lesson)

    draw()
    progress.listen(draw)
    display(panel)


def rows(lesson):
    """Return the score of a lesson.

    Returns
    -------
    list of tuple (str, int, int, int)
        For each objective, in the order of the questions: its name, the number of questions,
        of those answered correctly, and of those right at the first try.
    """
    entries = progress.read()
    found: dict[str, list[int]] = {}
    for key, question in bank.load(lesson).items():
        facts = entries.get(key, {})
        row = found.setdefault(question.objective or "Questions", [0, 0, 0])
        row[0] += 1
        row[1] += facts.get("done") is True
        row[2] += facts.get("first") is True
    return [(objective, *row) for objective, row in found.items()]


def _as_html(lesson):
    table = rows(lesson)
    total, right, first = (sum(row[place] for row in table) for place in (1, 2, 3))
    if not right:
        advice = "Answer a question above: the score follows."
    elif right < total:
        advice = "You may answer again as often as you like."
    else:
        advice = "All answered. The summary is next."
    cells = [
        [html.escape(name), f"{done} of {count}", f"{at_once} of {count}"]
        for name, count, done, at_once in table
    ]
    markup = html_table(cells, ("Objective", "Right", "At the first try"), row_heads=True)
    return (
        "<div class='jp-RenderedHTMLCommon' style='padding: 0'>"
        f"<p role='status'><strong>{right} of {total} right</strong>, {first} of them at the "
        f"first try. {advice}</p>"
        f"{markup}</div>"
    )
