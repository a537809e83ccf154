"""The score of a lesson."""

from nncourse import progress
from nncourse.quiz import score


def test_the_score_counts_first_tries_apart(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "progress.json"))
    progress.record("check/recall", done=True, first=False, tries=2)
    progress.record("check/always-no", done=True, first=True, tries=1)
    assert ("Imbalanced data", 2, 2, 1) in score.rows("check")
