"""Which release a submission came from, and what was asked since that it does not have."""

from dataclasses import dataclass

from examiner.key import Key
from examiner.submission.reader import Submission


@dataclass(frozen=True)
class Origin:
    """Where a submission came from.

    Attributes
    ----------
    version
        Of the release; None if the notebook does not say, or if the key does not know it.
    added
        The grade ids of what was added since, with answers that are not in the notebook.
    changed
        The grade ids of what was asked differently, and of tests that were added for answers that were
        asked for before: all of them if the key does not know the release.
    unknown_release
        How messages name a release that the key does not know; None if it knows it.
    """

    version: int | None = None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unknown_release: str | None = None


def origin_of(key: Key, submission: Submission) -> Origin:
    """Compare the release that a submission came from with the key.

    A submission that does not say where it came from is taken for the current one. One that does says
    only which release it was: what that asked is the key's word.
    """
    stamp = submission.stamp
    if stamp is None or key.stamp is None:
        return Origin()
    release = key.release_of(stamp)
    if release is None:
        course = "" if stamp.course in ("", key.stamp.course) else f" of {stamp.course}"
        unknown_release = f"release {stamp.version} of {stamp.assignment}{course}"
        return Origin(changed=tuple(key.questions), unknown_release=unknown_release)
    there = submission.grade_ids
    since = [name for name, text in key.questions.items() if release.questions.get(name) != text]
    added = [
        name
        for name in since
        if name not in release.questions
        and name not in there
        and key.answers[name]
        and not any(cell.grade_id in there for cell in key.answers[name])
    ]
    changed = [name for name in since if name not in added]
    return Origin(release.version, tuple(added), tuple(changed))
