"""Who handed in what, and when, according to an export of Gradescope's submissions.

Gradescope documents ``submission_metadata.json`` of its autograders, not the file of the same kind in
an export. Its keys (``:submitters`` with ``:name``, ``:sid`` and ``:email``; ``:created_at``) are those
that public scripts read from exports.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from examiner.errors import SubmissionError
from examiner.submission.files import read_file
from examiner.submission.names import Owner

METADATA = "submission_metadata.yml"
_MOST_BYTES = 20_000_000


def submitters(folder: Path) -> dict[str, list[Owner]]:
    """Read the people of each folder ``submission_<number>``; a group has several.

    Returns
    -------
    dict of str to list of Owner
        Empty if the file cannot be used: the folders then name themselves.
    """
    import yaml  # type: ignore[import-untyped] # takes longer than to read a notebook

    try:
        raw = read_file(folder / METADATA, folder, _MOST_BYTES)
        loaded = yaml.load(raw.decode(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (SubmissionError, yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {
        str(name): owners
        for name, about in loaded.items()
        if isinstance(about, dict)
        and (owners := _owners(about.get(":submitters"), about.get(":created_at")))
    }


def _owners(listed: Any, created: Any) -> list[Owner]:
    """Make owners of Gradescope's list of submitters, and of the time when they handed in."""
    attempt = created.isoformat() if isinstance(created, datetime) else ""
    people = listed if isinstance(listed, list) else ()
    owners = []
    for person in people:
        about = person if isinstance(person, dict) else {}
        sid, email, name = (_text(about.get(key)) for key in (":sid", ":email", ":name"))
        number = sid or email or None
        if name := name or number or "":
            owners.append(Owner(name, number, attempt=attempt))
    return owners


def _text(value: object) -> str:
    """Return a text or number as text; nothing else is a name."""
    return str(value) if isinstance(value, (str, int)) else ""
