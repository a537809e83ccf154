"""The file of a notebook that build writes into: its text, and what stands in ``metadata.examiner``."""

import json
from typing import Any


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
