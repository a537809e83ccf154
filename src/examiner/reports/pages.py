"""``index.html`` for the teacher, and a page for every submission that its student can read.

The pages are still: no script, nothing fetched, no link but to one another. Whatever a student
wrote is text in them. Two walls see to that: Jinja escapes every value, and a content security
policy allows the page's own style and pictures inside the page, and nothing else.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from examiner.report import WITHHELD
from examiner.reports import wording
from examiner.safe_text import amount, cut, one_line, printable

_TEMPLATES = Path(__file__).with_name("templates")

#: Characters of one output, and bytes of one picture, that a page shows.
TEXT, PICTURE = 20_000, 3_000_000

_PNG = b"\x89PNG\r\n\x1a\n"


def write(report, folder):
    """Write ``index.html`` and ``submissions/<name>.html``.

    The index links to the pages, but no page tells of other students: each can be handed out.
    """
    names = wording.names_for_files(report.results)
    pages = folder / "submissions"
    pages.mkdir(exist_ok=True)
    paths = [folder / "index.html"]
    paths[0].write_text(index(report), encoding="utf-8")
    for result, name in zip(report.results, names, strict=True):
        paths.append(pages / f"{name}.html")
        paths[-1].write_text(page(result, report.engine), encoding="utf-8")
    return paths


def index(report):
    """Render the page of the whole class.

    Returns
    -------
    str
    """
    assignments, students = wording.matrix(report.results)
    names = wording.names_for_files(report.results)
    files = {id(result): name for result, name in zip(report.results, names, strict=True)}
    return (
        _environment()
        .get_template("index.html.j2")
        .render(report=report, assignments=assignments, students=students, files=files, **_style())
    )


def page(result, engine):
    """Render the page of one submission.

    It holds what a student may see: points, the sentences of failed checks, what was mended,
    and the student's own cells. Nothing of the key is in it but grade ids and points.

    Returns
    -------
    str
    """
    return (
        _environment()
        .get_template("submission.html.j2")
        .render(result=result, engine=engine, **_style())
    )


@cache
def _environment():
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
        "mark": wording.short_mark,
    }
    environment.globals |= {
        "ident": id,
        "by_hand": wording.by_hand,
        "title": wording.title,
        "totals": wording.totals,
        "level_line": wording.level_line,
        "status": wording.STATUS,
        "withheld": WITHHELD,
    }
    return environment


@cache
def _style():
    css = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {"css": Markup(css), "css_digest": digest}  # our own file, by its digest the only style


def _name(text):
    """Let a long name break after its underscores."""
    parts = [escape(part) for part in one_line(text).split("_")]
    return Markup("_<wbr>").join(parts)


def _picture(data):
    """Make an address of a picture inside the page, or None for what is no PNG or too large."""
    if not isinstance(data, bytes) or not data.startswith(_PNG) or len(data) > PICTURE:
        return None
    return "data:image/png;base64," + base64.b64encode(data).decode()
