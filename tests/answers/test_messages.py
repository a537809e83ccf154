"""The sentences of the visible tests: short, in words, and as somebody has read them."""

import re

import pytest

from tests.support import messages

pytestmark = pytest.mark.slow


def without_results(text):
    """Leave out digits of trained models: processors do not agree on them."""
    return re.sub(r"\b0\.\d{3,}", "0.###", text)


@pytest.mark.parametrize("task", messages.TASKS)
def test_every_typical_mistake_gets_the_sentence_that_was_reviewed(task):
    rows = messages.said(task)
    assert len(rows) >= 30
    mistakes = messages.typical(task)
    passing = [(case.cell, case.story) for case in mistakes if case.passes_visible]
    assert [row[:2] for row in rows if row[3] == messages.NOTHING] == passing
    unseen = {(case.cell, case.story) for case in mistakes} - {row[:2] for row in rows}
    assert not unseen, "These pass all that students see, and their heads do not say so."
    for _, story, test, sentence in rows:
        assert len(sentence) < 200, (story, test, sentence)
        # Only where a name is missing does Python itself say it best.
        raw = sentence.partition(":")[0]
        assert not raw.endswith("Error") or raw == "NameError", (story, test, sentence)
    kept = without_results(messages.PAGE.read_text(encoding="utf-8"))
    said = without_results(messages.table(task, rows))
    assert said in kept, "If the sentences are right: make messages"
