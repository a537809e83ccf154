"""Which tests give partial points, as the cells of a key say it: ``metadata.examiner.partial``."""

from collections.abc import Collection
from pathlib import Path

import nbformat

from examiner.notebook_cells import same_text


def record_partial(path: Path, grade_ids: Collection[str]) -> None:
    """Write into a key which tests the reference answers end with a number."""
    if not grade_ids:
        return
    key = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    for cell in key.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in grade_ids:
            cell.metadata.setdefault("examiner", {})["partial"] = True
    nbformat.write(key, path)


def keep_partial(before: Path, after: Path) -> None:
    """Take over what a folder of keys says, for tests that are the same in another.

    For builds that do not run the tests.
    """
    for path in sorted(after.glob("*.ipynb")):
        if not (before / path.name).is_file():
            continue
        known = {
            cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source
            for cell in nbformat.read(before / path.name, as_version=nbformat.NO_CONVERT).cells
            if cell.metadata.get("examiner", {}).get("partial") is True
        }
        same = [
            cell.metadata.nbgrader.grade_id
            for cell in nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
            if (grade_id := cell.metadata.get("nbgrader", {}).get("grade_id")) in known
            and same_text(cell.source, known[grade_id])
        ]
        record_partial(path, same)
