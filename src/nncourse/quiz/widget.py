"""Questions inside the lessons: choose, write a number or predict, and learn from the feedback.

The page marks answers itself, so it never waits for the kernel. What is right, and why, travels
sealed: nobody reads it by accident in the notebook or in the widget's state.
"""

import base64
import json
from collections.abc import Mapping
from pathlib import Path

import traitlets
from IPython.display import display

from nncourse import progress
from nncourse.kit import CourseWidget, script
from nncourse.quiz import bank, still
from nncourse.quiz.question import AnswerError

_HERE = Path(__file__).parent


class QuestionWidget(CourseWidget):
    """One question on the page, drawn and marked by ``widget.js``; this object keeps the progress.

    Parameters
    ----------
    question : nncourse.quiz.question.Question
        What to ask.

    Attributes
    ----------
    question : dict
        The text, type and mode of the question and the texts of its options.
    sealed : str
        What is right and why, as base64.
    earlier : dict
        From earlier sessions: ``tries``, ``done`` and, of a prediction, all ``predictions``.
    log : list of dict
        What the learner did in this session, in order: ``{"answer": ...}`` with the positions of
        the chosen options or the number as text, or ``{"shown": True}``.
    """

    _esm = script(_HERE / "widget.js")
    _css = _HERE / "widget.css"

    question = traitlets.Dict().tag(sync=True)
    sealed = traitlets.Unicode().tag(sync=True)
    earlier = traitlets.Dict().tag(sync=True)
    log: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, question):
        self._question = question
        self._answers = []  # of this session
        known = progress.read().get(question.key, {})
        super().__init__(
            question={
                "key": question.key,
                "text": question.text,
                "type": question.type,
                "mode": question.mode,
                "options": [[place, question.options[place]] for place in question.order],
            },
            sealed=_seal(question),
            earlier={
                "tries": _whole(known.get("tries")),
                "done": known.get("done") is True,
                "predictions": self._predictions(known),
            },
        )
        self.observe(self._keep, "log")

    def stand_in(self):
        """Return the question, its feedback folded away, and what was answered so far."""
        given = [*self.earlier["predictions"], *self._answers]
        return still.as_html(self._question, given), still.as_text(self._question)

    def _predictions(self, known):
        """Return the predictions of earlier sessions that still fit the question."""
        if self._question.mode != "predict":
            return []
        kept = known.get("answers")
        return [answer for answer in kept if self._mark(answer)] if isinstance(kept, list) else []

    def _mark(self, answer):
        """Return the verdict on an answer of the page or of the file; None if it is not an answer."""
        if self._question.type == "numeric":
            fits = isinstance(answer, str)
        else:
            fits = isinstance(answer, list) and all(type(place) is int for place in answer)
        try:
            return self._question.mark(answer) if fits else None
        except AnswerError:
            return None

    def _keep(self, change):
        """Write down the events that the page added to its log."""
        for event in change["new"][len(change["old"]) :]:
            if not isinstance(event, dict):
                continue
            if event.get("shown") is True:
                progress.record(self._question.key, shown=True)
            elif verdict := self._mark(event.get("answer")):
                self._record(event["answer"], verdict)
                self._answers.append(event["answer"])
        self.renew_stand_in()

    def _record(self, answer, verdict):
        key, predicting = self._question.key, self._question.mode == "predict"
        known = progress.read().get(key, {})
        tries = _whole(known.get("tries"))
        facts = {
            "tries": tries + 1,
            "done": known.get("done") is True or predicting or verdict.correct,
        }
        if tries == 0:
            facts["first"] = verdict.correct
        if predicting:
            facts["answers"] = [*self._predictions(known), answer]
        progress.record(key, **facts)


def _seal(question):
    """Return what is right, and why, so that it cannot be read at a glance."""
    key = {
        "answers": question.answers,
        "precision": question.precision,
        "reveal": question.reveal,
        "solution": question.solution(),
    }
    return base64.b64encode(json.dumps(key).encode()).decode("ascii")


def ask(question):
    """Ask a question in the notebook.

    Parameters
    ----------
    question : str or dict
        ``"<lesson>/<question>"``, such as ``"check/moved-threshold"``; or a question of your own,
        written as in the files of questions (see ``docs/own-lessons.md``).

    Raises
    ------
    nncourse.quiz.QuestionError
        If there is no such question, or yours has a fault; the message says what to do.
    """
    asked = bank.own(question) if isinstance(question, Mapping) else bank.get(question)
    display(QuestionWidget(asked))


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


def _whole(value):
    return value if type(value) is int and value >= 0 else 0
