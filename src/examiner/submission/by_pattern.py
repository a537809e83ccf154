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
    owners = {
        notebook: pattern.find(notebook.relative_to(path).as_posix())
        for notebook in all_notebooks(path)
    }
    people = dict[Path, set[str]]()  # whose notebooks lie in a folder and below it
    for notebook, owner in owners.items():
        for folder in notebook.parents[: len(notebook.relative_to(path).parts)]:
            people.setdefault(folder, set()).add(owner.student if owner else "")
    groups: dict[tuple[Owner, str | None, Path | None, Path], list[Path]] = {}
    for notebook, owner in owners.items():
        if owner is None:
            continue
        folders = [part for part in notebook.relative_to(path).parts[:-1] if part in names]
        task = owner.assignment or (folders[-1] if folders else None)
        # What lies beside several people's notebooks is no one's: see `files_beside`.
        root = notebook.parent if len(people[notebook.parent]) > 1 else path
        groups.setdefault((owner, task, None if task else notebook, root), []).append(notebook)
    unmatched = [notebook for notebook, owner in owners.items() if owner is None]
    if not groups:
        example = f" One of them is {one_line(unmatched[0].name, 80)}." if unmatched else ""
        raise ExaminerError(
            f"--student fits none of the {len(unmatched)} notebooks in {path}.{example}",
            "The pattern is searched for in the path below that folder.",
        )
    for (owner, task, _, root), paths in groups.items():
        yield found(owner, task, paths, root)
    for notebook in unmatched:
        yield refused(Owner(notebook.stem), None, path, refusals.NO_STUDENT)
