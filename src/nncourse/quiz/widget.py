"""Questions inside the lessons: choose, write a number or predict, and learn from the feedback.

Answers are marked in Python, not in the page: what is right, and why, stays out of the notebook
and out of the page until the learner has answered. The price is that a busy kernel marks an
answer only when it is free again; the page says so.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

from nncourse import progress
from nncourse.kit import script, with_text
from nncourse.quiz import bank
from nncourse.quiz.question import AnswerError

_HERE = Path(__file__).parent

#: Wrong tries after which a learner may see the answer.
TRIES_BEFORE_SHOWING = 2


class QuestionWidget(anywidget.AnyWidget):
    """One question on the page, drawn by ``widget.js`` with the browser's own controls.

    Parameters
    ----------
    question : nncourse.quiz.question.Question
        What to ask. Only its text, type, mode and the texts of its options reach the page.

    Attributes
    ----------
    tries : int
        How often the learner has answered, in this and in earlier sessions.
    done : bool
        Answered correctly once, or, for a prediction, made.
    locked : bool
        A prediction is made; it cannot be changed.
    chosen : list
        The locked prediction: positions of options, or the one number as text.
    verdict : dict
        What the page shows about the last answer; empty before it.
    """

    _esm = script(_HERE / "widget.js")
    _css = _HERE / "widget.css"

    question = traitlets.Dict().tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    done = traitlets.Bool(False).tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)
    chosen: traitlets.List = traitlets.List().tag(sync=True)
    may_show = traitlets.Bool(False).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, question):
        self._question = question
        earlier = progress.read().get(question.key, {})
        super().__init__(
            question={
                "key": question.key,
                "text": question.text,
                "type": question.type,
                "mode": question.mode,
                "options": [[place, question.options[place]] for place in question.order],
            },
            tries=_whole(earlier.get("tries")),
            done=earlier.get("done") is True,
        )
        self.on_msg(self._receive)
        if question.mode == "predict" and "answer" in earlier:
            self._restore(earlier["answer"])

    def answer(self, answer):
        """Mark an answer, show the verdict and remember it.

        Parameters
        ----------
        answer : list of int, or str
            Positions of the chosen options, or the number as written.
        """
        if self.locked:
            return
        try:
            verdict = self._question.mark(answer)
        except AnswerError as error:
            self.verdict = {"problem": str(error), "stamp": self._stamp()}
            return
        predicting = self._question.mode == "predict"
        first = verdict.correct if self.tries == 0 else None
        self.tries += 1
        self.done = self.done or predicting or verdict.correct
        facts = {"tries": self.tries, "done": self.done}
        if first is not None:
            facts["first"] = first
        if predicting:
            self.chosen = [answer] if isinstance(answer, str) else list(answer)
            self.locked = True
            facts["answer"] = self.chosen
        else:
            enough = self.tries >= TRIES_BEFORE_SHOWING
            self.may_show = enough and not verdict.correct
        progress.record(self._question.key, **facts)
        self._show(verdict)

    def show_answer(self):
        """Show what is right, to a learner who has tried often enough."""
        if not self.may_show:
            return
        self.may_show = False
        progress.record(self._question.key, shown=True)
        self.verdict = {
            "solution": self._question.solution(),
            "reveal": self._question.reveal,
            "stamp": self._stamp(),
        }

    def again(self):
        """Unlock a prediction, so that it can be made again."""
        self.locked = False
        self.chosen = []
        self.verdict = {}

    def _restore(self, earlier):
        """Show the prediction of an earlier run; leave out one that no longer fits."""
        is_number = self._question.type == "numeric"
        try:
            verdict = self._question.mark(earlier[0] if is_number else earlier)
        except (AnswerError, TypeError, IndexError, AttributeError):
            return
        self.chosen = list(earlier)
        self.locked = True
        self._show(verdict)

    def _show(self, verdict):
        revealing = self._question.mode == "predict" or verdict.correct
        self.verdict = {
            "correct": verdict.correct,
            "feedback": [list(line) for line in verdict.feedback],
            "missing": verdict.missing,
            "reveal": self._question.reveal if revealing else "",
            "stamp": self._stamp(),
        }

    def _stamp(self):
        # Makes each verdict a new value: the same wrong answer twice must be announced twice.
        return self.verdict.get("stamp", 0) + 1

    def _receive(self, _, content, __):
        """Take a message of the page; anything else is ignored."""
        kind = content.get("type") if isinstance(content, dict) else None
        if kind == "answer":
            answer = content.get("answer")
            if self._question.type == "numeric":
                self.answer(str(answer))
            elif isinstance(answer, list) and all(type(place) is int for place in answer):
                self.answer(answer)
        elif kind == "show":
            self.show_answer()
        elif kind == "again":
            self.again()

    def _repr_mimebundle_(self, **kwargs):
        """Give front ends without widgets the question as text."""
        return with_text(super()._repr_mimebundle_(**kwargs), as_text(self._question))


def ask(question_id):
    """Ask a question in the notebook.

    Parameters
    ----------
    question_id : str
        ``"<lesson>/<question>"``, such as ``"check/moved-threshold"``.

    Raises
    ------
    nncourse.quiz.QuestionError
        If there is no such question; the message lists those that there are.
    """
    display(QuestionWidget(bank.get(question_id)))


def answer(question_id, value):
    """Answer a question in words, where the widget does not show.

    Parameters
    ----------
    question_id : str
        As for `ask`.
    value : int, list of int, float or str
        The number of the option, counted from 1; several for a question with more than one
        right answer; or the number that is asked for.

    Examples
    --------
    >>> answer("check/moved-threshold", 3)
    Right. 0.35, 0.20 and 0.80. The model did not change; the decision did.
    """
    question = bank.get(question_id)
    given: str | list[int]
    if question.type == "numeric":
        given = str(value)
    else:
        numbers = value if isinstance(value, list) else [value]
        if any(number not in range(1, len(question.order) + 1) for number in numbers):
            print(f"Choose from the numbers 1 to {len(question.order)}.")
            return
        given = [question.order[number - 1] for number in numbers]
    try:
        verdict = question.mark(given)
    except AnswerError as error:
        print(error)
        return
    words = [text for _, _, text in verdict.feedback if text]
    if verdict.missing and question.type == "many_choice":
        words.append(f"Right answers still missing: {verdict.missing}.")
    if question.reveal and (verdict.correct or question.mode == "predict"):
        words.append(question.reveal)
    print("Right." if verdict.correct else "Not yet.", *words)


def as_text(question):
    """Return a question as plain text, with what to type to answer it."""
    lines = [question.text]
    for number, place in enumerate(question.order, 1):
        lines.append(f"  {number}. {question.options[place]}")
    wanted = {"numeric": "YOUR_NUMBER", "many_choice": "[NUMBERS]"}.get(question.type, "NUMBER")
    lines += ["", f'To answer, run: quiz.answer("{question.key}", {wanted})']
    return "\n".join(lines)


def _whole(value):
    return value if type(value) is int and value >= 0 else 0
