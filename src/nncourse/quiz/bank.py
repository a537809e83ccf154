"""The questions of the lessons, read from JSON and checked for faults.

A lesson's questions are a list in ``questions/<lesson>.json``, in the format of jupyterquiz
(https://github.com/jmshea/jupyterquiz) with some keys added: ``id``, ``mode``, ``reveal``,
``objective``, ``keep_order``.
"""

import hashlib
import json
import math
import re
from functools import cache
from pathlib import Path

from nncourse.quiz.question import Question

FOLDER = Path(__file__).parent / "questions"

TYPES = ("multiple_choice", "many_choice", "numeric")
MODES = ("practice", "predict")

_NEEDED = ("id", "question", "type", "answers")
_KEYS = {*_NEEDED, "mode", "reveal", "precision", "objective", "keep_order"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class QuestionError(Exception):
    """A question is unknown or its file has a fault; the message says where and what to do."""


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


def own(entry):
    """Make a question of a teacher's own, written into a cell.

    Parameters
    ----------
    entry : dict
        As in a file of questions; without an ``id`` it is named after its text.

    Returns
    -------
    Question

    Raises
    ------
    QuestionError
        If the entry has a fault.

    Examples
    --------
    >>> own({"question": "2 + 2?", "type": "numeric",
    ...      "answers": [{"type": "value", "value": 4, "correct": True},
    ...                  {"type": "default", "feedback": "Count again."}]}).mark("4").correct
    True
    """
    name = hashlib.sha256(str(entry.get("question")).encode()).hexdigest()[:12]
    return parse({"id": name, **entry}, "ask({...})", "own")


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
    for name in _NEEDED:
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
        return "a choice needs at least two answers."
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


def _listing():
    return "\n".join(key for lesson in lessons() for key in load(lesson))
