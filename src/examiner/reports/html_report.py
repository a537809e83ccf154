"""``index.html`` for the instructor, and a page for every submission that its student can read.

The pages are static: nothing is fetched, and they link only to one another. A student's page has no
script; that of the class has one, which sorts and filters its tables.
"""

from pathlib import Path

from examiner.report import Engine, Report, Result
from examiner.reports import comparison, labels, similarity
from examiner.reports.html_page import render
from examiner.reports.overview import overview
from examiner.reports.side_by_side import marked_lines

#: The page of alike answers; not in ``index.html``, which may be shown to a class.
SIMILAR = "similar-answers.html"


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``index.html`` and ``submissions/<name>.html``; ``similar-answers.html`` if there are any.

    The index links to the pages, but no page of a submission tells of other students: each can be
    handed out.
    """
    names = labels.names_for_files(report.results)
    pages = folder / "submissions"
    pages.mkdir(exist_ok=True)
    for old in [*pages.glob("*.html"), *folder.glob(SIMILAR)]:  # of an earlier run of the class
        if b"Content-Security-Policy" in old.read_bytes()[:1000]:  # a page that the engine wrote
            old.unlink()
    groups = similarity.find_groups(report.results)
    paths = [folder / "index.html"]
    paths[0].write_text(index_page(report, len(groups)), encoding="utf-8")
    for result, name in zip(report.results, names, strict=True):
        paths.append(pages / f"{name}.html")
        paths[-1].write_text(submission_page(result, report.engine), encoding="utf-8")
    if groups:
        paths.append(folder / SIMILAR)
        paths[-1].write_text(similar_page(groups), encoding="utf-8")
    return paths


def index_page(report: Report, similar: int = 0) -> str:
    """Render the page of the whole class; `similar` is the number of groups of alike answers."""
    assignments, students = labels.matrix(report.results)
    names = labels.names_for_files(report.results)
    files = {id(result): name for result, name in zip(report.results, names, strict=True)}
    return render(
        "index.html.j2",
        "class.css",
        "tables.js",
        report=report,
        assignments=assignments,
        students=students,
        files=files,
        tasks=overview(report.results),
        since=comparison.since(report.earlier, report) if report.earlier else None,
        causes=comparison.CAUSES,
        similar=similar,
        similar_page=SIMILAR,
    )


def submission_page(result: Result, engine: Engine) -> str:
    """Render the page of one submission.

    It holds what a student may see: points, the messages of failed tests, what was repaired,
    and the student's own cells. Nothing of the key is in it but grade ids and points.
    """
    explanation = labels.for_student(result)
    return render("submission.html.j2", result=result, explanation=explanation, engine=engine)


def similar_page(groups: list[similarity.Group]) -> str:
    """Render the page of alike answers; of very many groups, those that have most in common."""
    return render(
        "similar.html.j2",
        "class.css",
        groups=groups[: similarity.MOST_SHOWN],
        marked_lines=marked_lines,
        left_out=max(len(groups) - similarity.MOST_SHOWN, 0),
    )
