"""What a build found out about the tests of a key, as the key itself says it.

``metadata.examiner`` of a test cell has ``needs``, the doors that it needs, and ``partial`` if its
last value is its points; that of the notebook has ``one_process``.
"""

from collections.abc import Collection
from pathlib import Path

from examiner.authoring.needs import Needs
from examiner.authoring.notebook_json import read_notebook, set_setting, write_notebook
from examiner.errors import ExaminerError
from examiner.key import Key


def record(path: Path, needs: Needs, partial: Collection[str], *, one_process: bool) -> None:
    """Write into the file of a key what its tests need and which of them give partial points.

    Parameters
    ----------
    path
    needs
        Doors by grade id.
    partial
        Grade ids.
    one_process
        Whether tests and answers have to share a process.
    """
    notebook = read_notebook(path)
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        set_setting(cell["metadata"], "needs", list(needs.get(grade_id, ())))
        set_setting(cell["metadata"], "partial", grade_id in partial)
    set_setting(notebook["metadata"], "one_process", one_process)
    write_notebook(path, notebook)


def keep(before: Path, after: Path) -> None:
    """Take over what one key says, for tests that are the same in another.

    For builds that do not run the tests.
    """
    try:
        known = Key.read(before)
    except ExaminerError:  # there is none, or none that could be used
        return
    key = Key.read(after)
    same = {
        cell.grade_id: seen
        for cell in key.tests
        if cell.grade_id
        and (seen := known.by_grade_id.get(cell.grade_id))
        and seen.normal_source == cell.normal_source
    }
    needs: Needs = {name: cell.needs for name, cell in same.items()}
    partial = {name for name, cell in same.items() if cell.partial}
    record(key.path, needs, partial, one_process=known.one_process)
