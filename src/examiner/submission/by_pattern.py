"""Submissions found by the instructor's own pattern, whatever the layout."""

from collections.abc import Iterator
from pathlib import Path

from examiner.errors import ExaminerError
from examiner.safe_text import one_line
from examiner.sentences import refusals
from examiner.submission.candidate import Candidate, found, refused
from examiner.submission.files import all_notebooks
from examiner.submission.names import Owner, StudentPattern


def find_by_pattern(path: Path, pattern: StudentPattern, names: set[str]) -> Iterator[Candidate]:
    """List all notebooks below a folder by the student that a pattern finds in their paths.

    Parameters
    ----------
    path
    pattern
    names
        Of assignments and their notebooks.

    Raises
    ------
    ExaminerError
        If the pattern fits nothing.
    """
    groups: dict[tuple[Owner, str | None, Path | None], list[Path]] = {}
    unmatched = []
    for notebook in all_notebooks(path):
        relative = notebook.relative_to(path)
        owner = pattern.find(relative.as_posix())
        if owner is None:
            unmatched.append(notebook)
            continue
        folders = [part for part in relative.parts[:-1] if part in names]
        task = owner.assignment or (folders[-1] if folders else None)
        groups.setdefault((owner, task, None if task else notebook), []).append(notebook)
    if not groups:
        example = f" One of them is {one_line(unmatched[0].name, 80)}." if unmatched else ""
        raise ExaminerError(
            f"--student fits none of the {len(unmatched)} notebooks in {path}.{example}",
            "The pattern is searched for in the path below that folder.",
        )
    for (owner, task, _), paths in groups.items():
        yield found(owner, task, paths, path)
    for notebook in unmatched:
        yield refused(Owner(notebook.stem), None, path, refusals.NO_STUDENT)
