"""The sentences of the visible tests: short, in words, and as somebody has read them."""

import pytest

from tests.support import messages


@pytest.mark.parametrize("task", messages.TASKS)
def test_every_typical_mistake_gets_the_sentence_that_was_reviewed(task):
    rows = messages.said(task)
    assert len(rows) >= 30
    for _, story, test, sentence in rows:
        assert len(sentence) < 200, (story, test, sentence)
        assert not sentence.partition(":")[0].endswith("Error"), (story, test, sentence)
    kept = messages.PAGE.read_text(encoding="utf-8")
    assert messages.table(task, rows) in kept, "If the sentences are right: make messages"
