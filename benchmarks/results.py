"""Figures of the benchmarks in ``results.json``, and as tables in ``results.md`` and README.md."""

import datetime
import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.support import REPO

FILE = REPO / "benchmarks" / "results.json"
PAGE = REPO / "benchmarks" / "results.md"
README = REPO / "README.md"
BEGIN, END = "<!-- from benchmarks/results.md -->", "<!-- end -->"
#: The class of README's table, if it was measured.
_USUAL = 20


def about():
    """Describe this machine, now."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPO, capture_output=True, text=True
    )
    return (
        f"{datetime.date.today()}, commit {commit.stdout.strip() or 'unknown'}: "
        f"{cpu[1] if cpu else platform.machine()}, {len(os.sched_getaffinity(0))} processors, "
        f"{memory:.0f} GB, Linux {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, nbgrader {version('nbgrader')}, "
        f"load average before: {os.getloadavg()[0]:.1f}"
    )


def save(name, figures, measured):
    """Put the figures of a part in the place of earlier ones, and write the tables anew.

    Those of tasks that were not measured this time stay.
    """
    parts = json.loads(FILE.read_text()) if FILE.exists() else {}
    tasks = parts.get(name, {}).get("tasks", {})
    if tasks.keys() - figures.get("tasks", tasks).keys():
        anew = ", ".join(map(_title, figures["tasks"]))
        measured = f"{parts[name]['measured']}. {anew} anew {measured}"
        figures = {**figures, "tasks": {**tasks, **figures["tasks"]}}
    parts[name] = {"measured": measured, **figures}
    FILE.write_text(json.dumps(_rounded(parts), indent=1, sort_keys=True) + "\n")
    write()


def write():
    """Write ``results.md``, and README's table, of what the file holds."""
    parts = json.loads(FILE.read_text())
    PAGE.write_text(page(parts))
    if "classes" in parts:
        text = README.read_text()
        before, rest = text.split(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{short(parts)}{END}{rest.split(END)[1]}")


def page(parts):
    """Render all parts."""
    text = (
        "# Benchmarks\n\nWritten by `make bench`; each part says when and where it was measured.\n"
    )
    for name, (title, render) in _SECTIONS.items():
        if name in parts:
            measured = parts[name]["measured"]
            text += f"\n## {title}\n\n{render(parts[name])}\nMeasured {measured}.\n"
    return text


def short(parts):
    """Render what README shows: a class, which its first line names, and one submission alone."""
    text = (
        f"Seconds for each of a class of {_size_of_readme(parts['classes'])} submissions, from "
        "[benchmarks/results.md](benchmarks/results.md);\n`make otter bench` measures them again:\n\n"
    )
    text += _short_table(parts["classes"])
    if "one" in parts:
        nbgrader, otter, ours = (
            _range(parts["one"]["tasks"], name) for name in ("nbgrader", "otter", "examiner")
        )
        beside = f", `otter run` {otter} s" if otter else ""
        text += f"\nOne submission alone takes nbgrader {nbgrader} s{beside} and `examiner grade` {ours} s.\n"
    return text


def _range(tasks, name):
    """Write the least and the most seconds that something took; empty if it was not measured."""
    seconds = [row[name]["wall"] for row in tasks.values() if name in row]
    if not seconds:
        return ""
    least, most = _two(min(seconds)), _two(max(seconds))
    return least if least == most else f"{least} to {most}"


def _short_table(part):
    size = _size_of_readme(part)
    rows = [[_title(task), *_pair(rows[size], int(size))] for task, rows in part["tasks"].items()]
    return table(["", "`nbgrader autograde`", "`examiner grade`", "times faster"], rows)


def _size_of_readme(part):
    """Choose the usual class, else the largest that nbgrader graded of every task."""
    common = set.intersection(
        *(
            {size for size, row in rows.items() if "nbgrader" in row}
            for rows in part["tasks"].values()
        )
    )
    return str(_USUAL) if str(_USUAL) in common else max(common, key=int)


def _pair(row, size):
    theirs, ours = row["nbgrader"]["wall"] / size, row["examiner"]["wall"] / size
    return [_two(theirs), _two(ours), _two(theirs / ours)]


def _classes(part):
    text = (
        "Every submission is another answer of the bank, right or wrong, in the reference solution. README "
        f"shows\nthe class of {_size_of_readme(part)}, in seconds for each submission:\n\n{_short_table(part)}\n"
        "The next table has seconds of the whole class. nbgrader grades one after another, so a part of its "
        "class is\na smaller class; its *CPU* and the number of *other marks* are of the whole. Of examiner it is "
        "the median of\nup to three runs, before nbgrader's and after it. nbgrader takes the points of a test "
        "during which anything\nwas written to stderr, such as the warning of a library; examiner does not.\n\n"
    )
    heads = ["", "class of", "nbgrader", "examiner", "times faster", "second run",
             "CPU of each, nbgrader", "CPU of each, examiner", "other marks"]  # fmt: skip
    lines = []
    for task, rows in part["tasks"].items():
        for size, row in sorted(rows.items(), key=lambda pair: int(pair[0])):
            theirs, ours = row.get("nbgrader", {}), row["examiner"]
            lines.append([
                _title(task), size, _two(theirs.get("wall")), _two(ours["wall"]),
                _two(theirs["wall"] / ours["wall"]) if theirs else "", _two(row.get("again")),
                _two(theirs.get("cpu"), int(size)), _two(ours.get("cpu"), int(size)),
                str(row.get("differing_marks", "")),
            ])  # fmt: skip
    return text + table(heads, lines)


def _one(part):
    heads = ["", "nbgrader", "otter run", "examiner", "plain script", "examiner beside the script",
             "CPU: nbgrader", "otter run", "examiner", "bare cells"]  # fmt: skip
    lines = []
    for task, row in part["tasks"].items():
        wall = [
            row.get(name, {}).get("wall") for name in ("nbgrader", "otter", "examiner", "plain")
        ]
        cpu = [row.get(name, {}).get("cpu") for name in ("nbgrader", "otter", "examiner", "bare")]
        beside = row["examiner"]["wall"] / row["plain"]["wall"]
        lines.append([_title(task), *map(_two, wall), f"{beside:.2f}", *map(_two, cpu)])
    return (
        f"Seconds, the start of every process included: the median of {part['rounds']}, of Otter one. It "
        "gets the same tests\nin its own format. The plain script runs set-up cells, answers and tests in "
        "one process; *bare\ncells* are answers and tests alone.\n\n" + table(heads, lines)
    )


def _added(part):
    lines = [
        [_title(task), *map(_two, (row["bare"], row["examiner"], row["examiner"] - row["bare"]))]
        for task, row in part["tasks"].items()
    ]
    wall, cpu = (_two(part["call"][name]) for name in ("wall", "cpu"))
    return (
        "Seconds of processor time for the reference answers: answers and tests alone in one process, and "
        "one more\nsubmission of a class, with its processes, its sandbox and its row. Medians of "
        f"{part['rounds']} rounds.\n\n"
        + table(["", "bare cells", "examiner", "added"], lines)
        + f"\nA call from a test of a function of the student's takes {wall} ms, and {cpu} ms of processor "
        "time in both\nprocesses.\n"
    )


def _many(part):
    heads = ["class of", "seconds", "of each", "CPU of each", "memory, MB", "journal, MB",
             "second run, s", "its memory, MB"]  # fmt: skip
    lines = [
        [f"{int(size):,}", _two(row["wall"]), _two(row["wall"], int(size)), _two(row["cpu"], int(size)),
         f"{row['memory']:.0f}", _two(row["journal"]), _two(row["again"]), f"{row['memory_again']:.0f}"]
        for size, row in sorted(part["sizes"].items(), key=lambda pair: int(pair[0]))
    ]  # fmt: skip
    return (
        "A notebook with one function to write and one test; memory is that of the coordinating process.\n\n"
        + table(heads, lines)
    )


def _cluster(part):
    seconds = part["seconds"]
    lines = [[name, _two(value)] for name, value in seconds.items()]
    gain = seconds["1 of Dask"] / seconds["2 of Dask"]
    return (
        f"Task 14, a class of {part['students']}: seconds of `examiner grade`, with one and two workers of one "
        "thread each,\nand without a cluster. All give the same marks.\n\n"
        + table(["workers", "seconds"], lines)
        + f"\nTwo workers are {_two(gain)} times as fast as one.\n"
    )


_SECTIONS = {
    "classes": ("A class", _classes),
    "one": ("One submission", _one),
    "added": ("What grading adds to a submission", _added),
    "many": ("Large classes, and a second run", _many),
    "cluster": ("A cluster", _cluster),
}


def table(heads, rows):
    """Render a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _title(task):
    return task.replace("task", "Task ")


def _two(value, count=1):
    """Write a number with about two digits that count.

    Examples
    --------
    >>> _two(0.3), _two(0.0712), _two(2.34), _two(28.4, 2), _two(None)
    ('0.30', '0.071', '2.3', '14', '')
    """
    if value is None:
        return ""
    value /= count
    digits = 0 if value >= 10 else 1 if value >= 1 else 2
    return f"{value:.2g}" if value < 0.1 else f"{value:.{digits}f}"


def _rounded(value):
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return round(value, 3) if isinstance(value, float) else value
