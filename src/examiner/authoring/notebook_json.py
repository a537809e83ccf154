"""The file of a notebook that build writes into: its text, and what stands in ``metadata.examiner``."""

import json
from pathlib import Path
from typing import Any


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook that build has made."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def write_notebook(path: Path, notebook: dict[str, Any]) -> None:
    """Write a notebook as build does."""
    path.write_text(notebook_json(notebook), encoding="utf-8")


def notebook_json(notebook: dict[str, Any]) -> str:
    """Write a notebook as nbformat does."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def set_setting(metadata: dict[str, Any], name: str, value: Any) -> None:
    """Set a value of ``metadata.examiner``; one that says nothing is left out.

    Examples
    --------
    >>> metadata = {"examiner": {"partial": True}}
    >>> set_setting(metadata, "needs", ["files"])
    >>> set_setting(metadata, "partial", False)
    >>> metadata
    {'examiner': {'needs': ['files']}}
    """
    settings = dict(metadata.get("examiner", {}))
    settings.pop(name, None)
    if value:
        settings[name] = value
    metadata.pop("examiner", None)
    if settings:
        metadata["examiner"] = settings
