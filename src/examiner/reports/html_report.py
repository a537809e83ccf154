"""``index.html`` for the instructor, and a page for every submission that its student can read.

The pages are static: no script, nothing fetched, no link but to one another. Whatever a student
wrote is text in them. Two walls see to that: Jinja escapes every value, and a content security
policy allows the page's own style and pictures inside the page, and nothing else.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from examiner.report import Engine, Report, Result
from examiner.reports import labels
from examiner.safe_text import amount, one_line, printable
from examiner.sentences import feedback

_TEMPLATES = Path(__file__).with_name("templates")

#: Characters of one output, and bytes of one picture, that a page shows.
TEXT, PICTURE = 20_000, 3_000_000

_PNG = b"\x89PNG\r\n\x1a\n"


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``index.html`` and ``submissions/<name>.html``.

    The index links to the pages, but no page tells of other students: each can be handed out.
    """
    names = labels.names_for_files(report.results)
    pages = folder / "submissions"
    pages.mkdir(exist_ok=True)
    for old in pages.glob("*.html"):  # of people whom an earlier run of the class had
        if b"Content-Security-Policy" in old.read_bytes()[:1000]:  # a page of ours, nobody else's
            old.unlink()
    paths = [folder / "index.html"]
    paths[0].write_text(index_page(report), encoding="utf-8")
    for result, name in zip(report.results, names, strict=True):
        paths.append(pages / f"{name}.html")
        paths[-1].write_text(submission_page(result, report.engine), encoding="utf-8")
    return paths


def index_page(report: Report) -> str:
    """Render the page of the whole class."""
    assignments, students = labels.matrix(report.results)
    names = labels.names_for_files(report.results)
    files = {id(result): name for result, name in zip(report.results, names, strict=True)}
    return (
        _environment()
        .get_template("index.html.j2")
        .render(report=report, assignments=assignments, students=students, files=files, **_style())
    )


def submission_page(result: Result, engine: Engine) -> str:
    """Render the page of one submission.

    It holds what a student may see: points, the messages of failed tests, what was repaired,
    and the student's own cells. Nothing of the key is in it but grade ids and points.
    """
    return (
        _environment()
        .get_template("submission.html.j2")
        .render(result=result, explanation=labels.for_student(result), engine=engine, **_style())
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": amount,
        "line": lambda text: one_line(text or "", 2_000),
        "lines": lambda text: cut(printable(text or ""), TEXT),
        "name": _name,
        "picture": _picture,
        "score": labels.short_score,
    }
    environment.globals |= {
        "ident": id,
        "feedback": feedback,
        "title": labels.title,
        "by_hand": labels.by_hand,
        "late": labels.late,
        "totals": labels.totals,
        "level_line": labels.level_line,
        "status": labels.STATUS,
        "plus": labels.PLUS,
    }
    return environment


@cache
def _style() -> dict[str, Any]:
    css = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {"css": Markup(css), "css_digest": digest}  # our own file, by its digest the only style


def cut(text: str, limit: int) -> str:
    """Cut a long text in the middle, and say how much is gone.

    Examples
    --------
    >>> print(cut("a" * 50 + "b" * 50, 20))
    aaaaaaaaaa
    … 80 characters are left out here …
    bbbbbbbbbb
    """
    if len(text) <= limit:
        return text
    half = limit // 2
    note = feedback.characters_left_out(len(text) - 2 * half)
    return f"{text[:half]}\n{note}\n{text[len(text) - half :]}"


def _name(text: str) -> Markup:
    """Let a long name break after its underscores."""
    parts = [escape(part) for part in one_line(text).split("_")]
    return Markup("_<wbr>").join(parts)


def _picture(data: object) -> str | None:
    """Make a data URL of a picture, or None if it is not a PNG or is too large."""
    if not isinstance(data, bytes) or not data.startswith(_PNG) or len(data) > PICTURE:
        return None
    return "data:image/png;base64," + base64.b64encode(data).decode()
