"""A question where its widget does not run: a page without a kernel, print, plain text.

The page needs no script: each option unfolds to its feedback.
"""

import html
from collections.abc import Iterable
from typing import Any

from nncourse.quiz.question import Question, Verdict

_HINT = "Select an option to see whether it is right."


def as_text(question: Question) -> str:
    """Return a question as plain text, with what to type to answer it."""
    lines = [question.text]
    for number, place in enumerate(question.order, 1):
        lines.append(f"  {number}. {question.options[place]}")
    wanted = {"numeric": "YOUR_NUMBER", "many_choice": "[NUMBERS]"}.get(question.type, "NUMBER")
    lines += ["", f'To answer, run: quiz.answer("{question.key}", {wanted})']
    return "\n".join(lines)


def as_html(question: Question, given: Iterable[Any] = ()) -> str:
    """Return a question as HTML that explains its options and its answer without a script.

    Parameters
    ----------
    question
        The question.
    given
        The answers that the learner has given, in order, as `Question.mark` takes them.
    """
    options = "".join(f"<li>{_option(question, place)}</li>" for place in question.order)
    lines = [f"<div><strong>{rich(question.text)}</strong></div>"]
    if options:
        lines.append(f'<p class="nn-hint">{_HINT}</p><ol>{options}</ol>')
    lines += map(_given, map(question.mark, given))
    lines.append(_fold("The answer", _answer(question), "nn-answer"))
    return "".join(lines)


def rich(text: str) -> str:
    """Return a text with `code` and blocks of code between back ticks as HTML.

    Examples
    --------
    >>> rich("`a < b` holds")
    '<code>a &lt; b</code> holds'
    """
    parts = []
    for number, block in enumerate(html.escape(text).split("```")):
        if number % 2:
            _language, _, code = block.partition("\n")
            parts.append(f"<pre><code>{code.rstrip()}</code></pre>")
            continue
        pieces = block.strip("\n").split("`")
        marked = (f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(pieces))
        parts.append("".join(marked).replace("\n", "<br>"))
    return "".join(parts)


def _option(question: Question, place: int) -> str:
    option = question.answers[place]
    said = [f"{_tick(option['correct'])} {option.get('feedback', '')}"]
    if option["correct"] and question.type == "multiple_choice" and question.reveal:
        said.append(question.reveal)
    return _fold(option["answer"], said)


def _given(verdict: Verdict) -> str:
    words = "; ".join(text for text, _, _ in verdict.feedback)
    said = " ".join(text for _, _, text in verdict.feedback if text)
    return f"<p>You answered: {rich(words)} {_tick(verdict.correct)} {rich(said)}</p>"


def _answer(question: Question) -> list[str]:
    said = [a.get("feedback", "") for a in question.answers if a.get("correct")][:1]
    words = said if question.type != "many_choice" else []
    return [text for text in ("; ".join(question.solution()), *words, question.reveal) if text]


def _fold(summary: str, paragraphs: list[str], look: str = "") -> str:
    inside = "".join(f"<p>{rich(text)}</p>" for text in paragraphs)
    opening = f'<details class="{look}">' if look else "<details>"
    return f"{opening}<summary>{rich(summary)}</summary>{inside}</details>"


def _tick(correct: bool) -> str:
    return "✓" if correct else "✗"
