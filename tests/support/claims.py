"""What a lesson says in numbers: each sentence stands beside the Python that must be true for it.

A lesson's test keeps a dict, ``{"The sum is −0.70.": "near(weights @ inputs + bias, -0.7, 2)"}``. The
Python runs in the lesson's own namespace, as its last cell; and no number may be left without one.
"""

import ast
import re

import nbformat

from nncourse.quiz import bank
from tests.support import lesson

# One digit alone is a case, an index or a formula; all else is a figure and needs a claim.
_NUMBER = re.compile(r"[−-]?\d*\.\d+|\d\d+|[2-9],\d")
_TARGET_OF_A_LINK = re.compile(r"\]\([^)]*\)")
_SOURCES = re.compile(r"\*\*Sources?\.\*\*.*")


def prose(name, questions):
    """Return all that a lesson says: text, captions in its code, and its questions with all feedback.

    Parameters
    ----------
    name : str
        The name of the notebook without ``.ipynb``.
    questions : str
        The name of its file of questions.
    """
    said = []
    for cell in nbformat.read(lesson.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells:
        said += [cell.source] if cell.cell_type == "markdown" else _captions(cell.source)
    for question in bank.load(questions).values():
        said += [question.text, question.reveal]
        for answer in question.answers:
            said += [str(answer.get("answer", "")), answer.get("feedback", "")]
    return _SOURCES.sub("", _TARGET_OF_A_LINK.sub("]", "\n".join(said)))


def as_code(claims):
    """Return assert statements, one for each claim."""
    return "\n".join(f"assert {true}, {said!r}" for said, true in claims.items())


def unsaid(text, claims):
    """Return the claims that the text no longer makes."""
    return [said for said in claims if said not in text]


def unclaimed(text, claims, harmless):
    """Return the numbers of a text that no claim covers, each with what stands around it.

    Parameters
    ----------
    text : str
        What the lesson says.
    claims : iterable of str
        Passages that are asserted.
    harmless : iterable of str
        Patterns of numbers that claim nothing: times, years, settings, made-up examples.
    """
    for said in sorted(claims, key=len, reverse=True):
        text = text.replace(said, " ")
    for pattern in harmless:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    return [text[max(0, found.start() - 30) : found.end() + 20] for found in _NUMBER.finditer(text)]


def _captions(code):
    """List the texts in code that a reader sees: titles and descriptions of pictures."""
    tree = ast.parse(code)
    formats = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
               for part in ast.walk(node)}  # fmt: skip
    return [node.value for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            and " " in node.value and id(node) not in formats]  # fmt: skip
