"""Variants before the class: are they solvable, and a notebook with the values of one of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from examiner.authoring.key_doors import submission_with
from examiner.authoring.notebook_json import read_notebook, write_notebook
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.evidence import Evidence
from examiner.grading.fork_server import ForkServer
from examiner.key import Key
from examiner.variant import Value, plain, values_of, variant_of, ways

#: Variants that the reference answers are tried with at least, and at most.
_FEWEST, _MOST = 5, 12


def check_variants(
    key: Key, answers: Mapping[str, str], fork_server: ForkServer, failing: Mapping[str, str]
) -> list[str]:
    """Run the reference answers with several variants.

    Parameters
    ----------
    key
        With what its tests need.
    answers
        By grade id, the reference answers.
    fork_server
        Of the key.
    failing
        By label, cells that fail with the values of the source notebook already.

    Returns
    -------
    list of str
        A sentence for each cell that fails with some values.
    """
    problems: dict[str, str] = {}
    for student in _samples(key):
        own, evidence = variant_of(key, student), Evidence()
        values = ", ".join(map(str, values_of(key, student)))
        try:
            submission = submission_with(own, answers)
            result = session.grade(fork_server, own, submission, "variant", evidence=evidence)
        except ExaminerError as error:
            problems.setdefault("", f"with {values}: {error.message}")
            continue
        names = {cell.grade_id: cell.label for cell in own.tests}
        for label in (names[test.grade_id] for test in result.tests if not test.passed):
            if label not in failing:
                said = evidence.failures.get(label, "it does not give all its points")
                problems.setdefault(label, f"{label}, with {values}: {said}")
    return list(problems.values())


def _samples(key: Key) -> Iterator[str]:
    """Yield made-up ids: the first ones, then those that have a value no other had."""
    seen, count = set[Value](), 0
    for number in range(1, 200 if key.varies else 1):
        values = {value for value in values_of(key, str(number)) if _is_listed(value)}
        if count < _FEWEST or not values <= seen:
            seen |= values
            count += 1
            yield str(number)
        if count == _MOST:
            return


def _is_listed(value: Value) -> bool:
    """Tell whether somebody wrote its options down one by one: a range has too many."""
    (choice,) = (it for it in value.cell.choices if it.names == value.names)
    return not isinstance(choice.options, range)


def describe(key: Key) -> str:
    """Say what differs, for whoever builds it."""
    names = [f"{choice.names} ({choice.ways:,})" for cell in key.cells for choice in cell.choices]
    return (
        f"each student has a variant: {', '.join(names)}, {ways(key):,} together. "
        "Hand them out with 'examiner release --variants'."
    )


def write_values(notebook: dict[str, Any], key: Key, own: Key) -> None:
    """Put the values of `own`, a variant of `key`, into a notebook of the release."""
    import nbformat
    from nbgrader.utils import compute_checksum

    for cell in notebook["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        known = key.by_grade_id.get(nbgrader.get("grade_id"))
        if known is None or not known.choices:
            continue
        text = own.by_grade_id[known.grade_id or ""].source
        cell["source"] = text.splitlines(keepends=True)
        if "checksum" in nbgrader:  # else Validate says that the cell was changed
            node = nbformat.from_dict({**cell, "source": text})
            nbgrader["checksum"] = compute_checksum(node)


def leave_out_choices(release: Path, keys: Path) -> None:
    """Give the notebooks of a release the values of the source, without what else there is."""
    for path in sorted(release.glob("*.ipynb")):
        key = Key.read(keys / path.name)
        if key.varies:
            notebook = read_notebook(path)
            write_values(notebook, key, plain(key))
            write_notebook(path, notebook)
