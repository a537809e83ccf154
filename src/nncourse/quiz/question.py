"""One question of a lesson, and how an answer to it is marked. Nothing here knows about pages."""

import hashlib
import math
import re
from dataclasses import dataclass, field

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")


class AnswerError(ValueError):
    """A learner's answer cannot be read; the message, for the learner, says what to write."""


@dataclass(frozen=True)
class Verdict:
    """What a learner is told about an answer.

    Attributes
    ----------
    correct : bool
        Whether the answer is right as a whole.
    feedback : list of tuple (str, bool, str)
        For each chosen option: its text, whether it is a right one, and the feedback to it.
    missing : int
        How many right options were not chosen (many choice only).
    """

    correct: bool
    feedback: list[tuple[str, bool, str]]
    missing: int = 0


@dataclass(frozen=True)
class Question:
    """One question of a lesson.

    Attributes
    ----------
    key : str
        ``"<lesson>/<id>"``.
    text : str
        The question; ``code`` stands between back ticks.
    type : {"multiple_choice", "many_choice", "numeric"}
        How it is answered.
    answers : list of dict
        As in the file.
    mode : {"practice", "predict"}
        Practice may be repeated; a prediction is made once.
    reveal : str
        Text shown after the prediction, or after the right answer; may be empty.
    precision : int or None
        Significant digits to which an answer is rounded before it is compared (numeric only).
    objective : str
        What the question is about; may be empty.
    keep_order : bool
        Whether the options are shown in the order of the file.
    """

    key: str
    text: str
    type: str
    answers: list[dict] = field(repr=False)
    mode: str = "practice"
    reveal: str = ""
    precision: int | None = None
    objective: str = ""
    keep_order: bool = False

    @property
    def options(self):
        """The texts to choose from; empty for a numeric question."""
        return [] if self.type == "numeric" else [answer["answer"] for answer in self.answers]

    @property
    def order(self):
        """The positions of the options as they are shown, the same in every session.

        Authors tend to write the right answer first; ``"keep_order": true`` in the file is for
        options with an order of their own, such as numbers.
        """
        places = range(len(self.options))
        if self.keep_order:
            return list(places)

        def place_in_line(place):
            return hashlib.sha256(f"{self.options[place]} {self.key}".encode()).digest()

        return sorted(places, key=place_in_line)

    def mark(self, answer):
        """Mark an answer.

        Parameters
        ----------
        answer : list of int, or str
            The positions of the chosen options, or the number as the learner wrote it.

        Returns
        -------
        Verdict

        Raises
        ------
        AnswerError
            If nothing is chosen, or the text is not a number.
        """
        return self._mark_number(answer) if self.type == "numeric" else self._mark_options(answer)

    def solution(self):
        """Return the right options, or for a numeric question the right number, as text."""
        right = [answer for answer in self.answers if answer.get("correct")]
        if self.type != "numeric":
            return [answer["answer"] for answer in right]
        first = right[0]
        if first["type"] == "value":
            return [f"{first['value']:g}"]
        return ["{:g} to {:g}".format(*first["range"])]

    def _mark_options(self, chosen):
        chosen = sorted(set(chosen))
        if not chosen:
            raise AnswerError("Choose an answer first.")
        if chosen[0] < 0 or chosen[-1] >= len(self.answers):
            raise AnswerError("That option does not exist. Run the cell again.")
        right = {place for place, answer in enumerate(self.answers) if answer["correct"]}
        picked = [self.answers[place] for place in chosen]
        feedback = [(a["answer"], a["correct"], a.get("feedback", "")) for a in picked]
        return Verdict(set(chosen) == right, feedback, len(right - set(chosen)))

    def _mark_number(self, text):
        number = read_number(text)
        rounded = number
        if self.precision:
            rounded = float(f"{number:.{self.precision}g}")
        for answer in self.answers:
            if _matches(answer, rounded):
                correct = bool(answer.get("correct"))
                return Verdict(correct, [(f"{number:g}", correct, answer.get("feedback", ""))])
        return Verdict(False, [(f"{number:g}", False, "")])


def read_number(text):
    """Read a number as people write it.

    Parameters
    ----------
    text : str
        Such as ``0.25``, ``0,25``, ``1/4``, ``-1e-3`` or ``30,000``.

    Returns
    -------
    float

    Raises
    ------
    AnswerError
        If it is not a finite number.

    Examples
    --------
    >>> [read_number(text) for text in ("0.25", "0,25", "1/4", "30,000", "−2")]
    [0.25, 0.25, 0.25, 30000.0, -2.0]
    """
    compact = str(text).replace("−", "-").replace(" ", "").replace("\u202f", "")
    if not compact:
        raise AnswerError("Write a number first.")
    parts = [_read_plain(part) for part in compact.split("/")]
    if len(parts) > 2 or None in parts or (len(parts) == 2 and parts[1] == 0):
        raise AnswerError(f"“{text}” is not a number. Write only the number, such as 0.25 or 1/4.")
    number = parts[0] / parts[1] if len(parts) == 2 else parts[0]
    if not math.isfinite(number):
        raise AnswerError(f"“{text}” is too large.")
    return number


def _matches(answer, number):
    if answer["type"] == "value":
        return math.isclose(number, answer["value"], rel_tol=1e-9, abs_tol=1e-12)
    if answer["type"] == "range":
        low, high = answer["range"]
        return low <= number <= high
    return True


def _read_plain(text):
    """Return the float in a text without a slash, or None."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None
