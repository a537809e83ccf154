"""``summary.md``: the summary that CI systems show beside a job, in GitHub's Markdown."""

import re

from examiner.reports.wording import STATUS, level_line, matrix, short_mark, title, totals
from examiner.safe_text import amount, one_line


def write(report, folder):
    """Write ``summary.md``."""
    path = folder / "summary.md"
    path.write_text(summary(report), encoding="utf-8")
    return [path]


def summary(report):
    """Render the report as Markdown: marks, what needs a look, and for one submission its checks.

    Returns
    -------
    str
    """
    results = report.results
    lines = ["# Grading", "", totals(results), ""]
    assignments, students = matrix(results)
    if results:
        lines += _table(["student", *assignments])
        for student, marks in students.items():
            cells = ["; ".join(map(short_mark, marks.get(name, []))) for name in assignments]
            lines.append(_row([student, *cells]))
        lines.append("")
    if any(result.needs_manual for result in results):
        lines += ["+1: up to so many points are still to be given by hand.", ""]
    if look := [result for result in results if result.needs_review]:
        lines += ["## Needs a look", "", *_table(["student", "task", "how", "why", "what to do"])]
        for result in look:
            cells = [result.student, title(result), STATUS[result.status]]
            lines.append(_row([*cells, result.reason or "", result.remedy or ""]))
        lines.append("")
    if len(results) == 1:
        lines += _checks(results[0])
    lines.append(level_line(report.engine))
    return "\n".join(lines) + "\n"


def _checks(result):
    lines = ["## Tests", "", *_table(["test", "points", "what to look at"])]
    for check in result.checks:
        points = f"{amount(check.points)}/{amount(check.max_points)}"
        lines.append(_row([check.grade_id, points, check.message or ""]))
    lines.append("")
    if result.notices:
        lines += ["## Mended in the notebook", ""]
        lines += [f"- {escape(notice)}" for notice in result.notices]
        lines.append("")
    return lines


def _table(names):
    return [_row(names), "|" + " --- |" * len(names)]


def _row(cells):
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def escape(text):
    r"""Write a text on one line so that Markdown shows it as it is.

    Neither HTML, links, mentions, formulas nor tables come of it, nor a workflow command.

    Examples
    --------
    >>> escape("<b>*x*</b> | y")
    '&lt;b&gt;\\*x\\*&lt;/b&gt; \\| y'
    """
    line = one_line(text, 600).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]()|~!:$])|#(?!\d+;)", lambda found: "\\" + found[0], line)
    line = re.sub(r"(?i)\bwww\.", lambda found: found[0][:-1] + "\\.", line)
    line = re.sub(r"^(\d+)([.)])|^([-+=])", r"\1\\\2\3", line)
    return line.replace("@", "@\u200b")  # otherwise a name that begins with @ would call somebody
