"""The questions of the lessons: read from JSON, checked for faults, and marked.

A lesson's questions are a list in ``questions/<lesson>.json``, in the format of jupyterquiz
(https://github.com/jmshea/jupyterquiz) with some keys added: ``id``, ``mode``, ``reveal``,
``objective``, ``keep_order``. Nothing here knows how a question is drawn.
"""

import hashlib
import json
import math
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"

TYPES = ("multiple_choice", "many_choice", "numeric")
MODES = ("practice", "predict")

_KEYS = {
    "id",
    "question",
    "type",
    "answers",
    "mode",
    "reveal",
    "precision",
    "objective",
    "keep_order",
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")


class QuestionError(Exception):
    """A question is unknown or its file has a fault; the message says where and what to do."""


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
            return hashlib.sha256(f"{self.key} {self.options[place]}".encode()).digest()

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


def get(key):
    """Return the question with this key.

    Parameters
    ----------
    key : str
        ``"<lesson>/<id>"``, such as ``"activations/sigmoid-range"``.

    Returns
    -------
    Question

    Raises
    ------
    QuestionError
        If there is none, or the file of the lesson has a fault.
    """
    lesson, slash, name = str(key).partition("/")
    if not slash:
        raise QuestionError(
            f"{key!r} is not the name of a question: write lesson/question, one of\n{_listing()}"
        )
    if lesson not in lessons():
        raise QuestionError(f"There is no lesson {lesson!r}. There are: {', '.join(lessons())}.")
    known = load(lesson)
    if key not in known:
        raise QuestionError(
            f"The lesson {lesson!r} has no question {name!r}. It has:\n" + "\n".join(known)
        )
    return known[key]


def lessons():
    """Return the names of the lessons that have questions."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(lesson):
    """Return the questions of a lesson by key, in the order of the file.

    Raises
    ------
    QuestionError
        If the file cannot be read or has a fault.
    """
    path = FOLDER / f"{lesson}.json"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise QuestionError(f"The questions of {lesson!r} cannot be read: {error}.") from error
    return _load(path, stamp)


@cache
def _load(path, stamp):
    # The time of the last change is part of the key: an author sees an edit without a restart.
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise QuestionError(f"{path.name} is not JSON: {error}.") from error
    if not isinstance(entries, list) or not entries:
        raise QuestionError(f"{path.name} must hold a list of questions.")
    known = {}
    for number, entry in enumerate(entries, 1):
        question = parse(entry, f"{path.name}, question {number}", path.stem)
        if question.key in known:
            raise QuestionError(f"{path.name}: two questions have the id {question.key!r}.")
        known[question.key] = question
    return known


def parse(entry, where, lesson):
    """Make a `Question` of an entry of a file, or say what is wrong with it.

    Parameters
    ----------
    entry : dict
        As in the file.
    where : str
        Named in the error message.
    lesson : str
        The lesson of the file.

    Returns
    -------
    Question

    Raises
    ------
    QuestionError
        If the entry has a fault.
    """
    if fault := _fault(entry):
        raise QuestionError(f"{where}: {fault}")
    return Question(
        key=f"{lesson}/{entry['id']}",
        text=entry["question"],
        type=entry["type"],
        answers=entry["answers"],
        mode=entry.get("mode", "practice"),
        reveal=entry.get("reveal", ""),
        precision=entry.get("precision"),
        objective=entry.get("objective", ""),
        keep_order=entry.get("keep_order", False),
    )


def _fault(entry):
    """Return what is wrong with an entry, or None."""
    if not isinstance(entry, dict):
        return "a question is an object {...}."
    if unknown := set(entry) - _KEYS:
        return f"unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_KEYS))}."
    for name in ("id", "question", "type", "answers"):
        if not entry.get(name):
            return f"{name!r} is missing or empty."
    if not isinstance(entry["id"], str) or not _ID.fullmatch(entry["id"]):
        return f"the id {entry['id']!r} must be lower-case words joined by hyphens."
    if entry["type"] not in TYPES:
        return f"type {entry['type']!r} is not one of {', '.join(TYPES)}."
    if entry.get("mode", "practice") not in MODES:
        return f"mode {entry['mode']!r} is not one of {', '.join(MODES)}."
    if not isinstance(entry["answers"], list):
        return "'answers' must be a list."
    return _number_fault(entry) if entry["type"] == "numeric" else _options_fault(entry)


def _options_fault(entry):
    answers = entry["answers"]
    if len(answers) < 2:
        return "a choice needs two answers or more."
    for answer in answers:
        if not isinstance(answer, dict) or not isinstance(answer.get("answer"), str):
            return "each answer needs a text in 'answer'."
        if not isinstance(answer.get("correct"), bool):
            return f"the answer {answer['answer']!r} needs 'correct': true or false."
        if not answer["correct"] and not answer.get("feedback"):
            return f"the wrong answer {answer['answer']!r} needs feedback."
    if len({answer["answer"] for answer in answers}) < len(answers):
        return "two answers have the same text."
    right = sum(answer["correct"] for answer in answers)
    if entry["type"] == "multiple_choice" and right != 1:
        return f"multiple_choice needs exactly one right answer, this has {right}."
    return None if right else "no answer is right."


def _number_fault(entry):
    for answer in entry["answers"]:
        kind = answer.get("type") if isinstance(answer, dict) else None
        if kind not in ("value", "range", "default"):
            return "the type of a numeric answer is value, range or default."
        if kind == "value" and not _is_number(answer.get("value")):
            return "an answer of type value needs a number in 'value'."
        if kind == "range":
            ends = answer.get("range")
            if not isinstance(ends, list) or len(ends) != 2 or not all(map(_is_number, ends)):
                return "an answer of type range needs two numbers in 'range'."
            if ends[0] > ends[1]:
                return f"the range {ends} is empty."
        if not answer.get("correct") and not answer.get("feedback"):
            return f"a wrong answer of type {kind} needs feedback."
    if entry["answers"][-1]["type"] != "default":
        return "the last numeric answer must be of type default, for all other numbers."
    if not any(a.get("correct") and a["type"] != "default" for a in entry["answers"]):
        return "no answer is right."
    return None


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


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


def _listing():
    return "\n".join(key for lesson in lessons() for key in load(lesson))
