"""The table of the six activation functions, which the learner fills in and has checked."""

import math
from pathlib import Path

import traitlets

from nncourse.activations import ACTIVATIONS
from nncourse.kit import CourseWidget, script

_HERE = Path(__file__).parent

#: Checks before the page offers to show the right answers.
CHECKS_BEFORE_SHOWING = 2

_SLOPES = {0.25: "1/4", 1.0: "1", math.inf: "it jumps"}

# The columns: title, what is right for a function, and a hint for a wrong answer.
_COLUMNS = {
    "formula": ("Formula", lambda f: f.formula, "Put in z = 0 and z = 1: which numbers come out?"),
    "range": (
        "Range of outputs",
        lambda f: str(f.range),
        "What comes out for z = −1000 and for z = 1000? Is the end itself ever reached?",
    ),
    "zero_centred": (
        "Zero-centred?",
        lambda f: "yes" if f.zero_centred else "no",
        "Are there as many outputs below 0 as above?",
    ),
    "largest_slope": (
        "Largest slope",
        lambda f: _SLOPES[f.largest_slope],
        "Where is the curve steepest, and how steep is it there?",
    ),
    "hidden": ("In hidden layers", lambda f: f.hidden, "Does its slope let a deep network learn?"),
    "output": ("At the output", lambda f: f.output, "Which answers have just this range?"),
}


class ActivationTable(CourseWidget):
    """A table of menus, one for each fact; marked here, so that the page does not hold the answers.

    Attributes
    ----------
    columns : list of dict
        ``key``, ``title`` and ``options`` of each column.
    chosen : dict of str to str
        What the learner chose, by ``"function/column"``.
    marks : dict of str to str
        For each cell that was checked: "" if it is right, else a hint.
    checks : int
        How often the table was checked.
    """

    label = "Exercise: fill in a table of six activation functions"
    _esm = script(_HERE / "activation_table.js")
    _css = _HERE / "activation_table.css"

    functions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    may_show = traitlets.Bool(False).tag(sync=True)
    checks = traitlets.Int(0)

    def __init__(self):
        columns = []
        for key, (title, fact, _) in _COLUMNS.items():
            options = sorted({fact(about) for about in ACTIVATIONS.values()})
            columns.append({"key": key, "title": title, "options": options})
        super().__init__(functions=list(ACTIVATIONS), columns=columns)
        self.on_msg(self._receive)

    def check(self, chosen):
        """Mark the cells that are filled in.

        Parameters
        ----------
        chosen : dict of str to str
            The text chosen in each cell, by ``"function/column"``; an empty text is left out.

        Returns
        -------
        int
            How many of the 36 cells are right.

        Examples
        --------
        >>> table = ActivationTable()
        >>> table.check({"relu/range": "[0, ∞)", "tanh/range": "(0, 1)"})
        1
        >>> table.verdict
        '1 of 2 filled cells is right; 34 are empty.'
        """
        right = solution()
        filled = {cell: text for cell, text in chosen.items() if text and cell in right}
        marks = {
            cell: "" if text == right[cell] else _COLUMNS[cell.split("/")[1]][2]
            for cell, text in filled.items()
        }
        good = list(marks.values()).count("")
        self.checks += 1
        with self.hold_sync():
            self.chosen, self.marks = filled, marks
            self.may_show = self.checks >= CHECKS_BEFORE_SHOWING and good < len(right)
            self.verdict = _verdict(good, len(filled), len(right))
        return good

    def show_answers(self):
        """Fill in what is right."""
        self.check(solution())
        self.verdict = "These are the right answers. Which ones surprise you?"

    def _receive(self, _widget, content, _buffers):
        if content.get("do") == "check" and isinstance(content.get("chosen"), dict):
            self.check(content["chosen"])
        elif content.get("do") == "show" and self.may_show:
            self.show_answers()


def solution():
    """Return the right text of each cell, by ``"function/column"``.

    Examples
    --------
    >>> solution()["sigmoid/range"], solution()["relu/largest_slope"]
    ('(0, 1)', '1')
    """
    return {
        f"{name}/{key}": fact(about)
        for name, about in ACTIVATIONS.items()
        for key, (_, fact, _) in _COLUMNS.items()
    }


def _verdict(good, filled, cells):
    if not filled:
        return "Nothing is filled in yet: choose an answer in some cells first."
    if good == cells:
        return f"All {cells} cells are right. Well done!"
    empty = cells - filled
    told = f"{good} of {filled} filled cells {'is' if good == 1 else 'are'} right"
    return told + (f"; {empty} {'is' if empty == 1 else 'are'} empty." if empty else ".")
