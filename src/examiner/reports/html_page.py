"""What the HTML pages share: templates, style, and the two safeguards around what students wrote.

Whatever a student wrote is text in a page. Jinja escapes every value, and a content security policy
allows the page's own style, its own script if it has one, pictures inside the page, and nothing
else.
"""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from examiner.reports import labels
from examiner.safe_text import amount, listed, one_line, printable
from examiner.sentences import feedback

_TEMPLATES = Path(__file__).with_name("templates")

#: Characters of one output, and bytes of one picture, that a page shows.
TEXT, PICTURE = 20_000, 3_000_000

_PNG = b"\x89PNG\r\n\x1a\n"


def render(template: str, *own: str, **values: object) -> str:
    """Render a page.

    Parameters
    ----------
    template
        The name of a file in ``templates/``.
    *own
        Names of further style sheets and scripts there that the page may use.
    **values
        For the template.
    """
    styles = [_own_file(name) for name in ("page.css", *own) if name.endswith(".css")]
    scripts = [_own_file(name) for name in own if name.endswith(".js")]
    page = _environment().get_template(template)
    return page.render(styles=styles, scripts=scripts, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "amount": amount,
        "line": lambda text: one_line(text or "", 2_000),
        "lines": lambda text: cut(printable(text or ""), TEXT),
        "name": _name,
        "people": lambda names: listed(names, 12),
        "picture": _picture,
        "score": labels.short_score,
    }
    environment.filters |= filters
    environment.globals |= {
        "ident": id,
        "flags": labels.flags,
        "worth": labels.worth,
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
def _own_file(name: str) -> dict[str, object]:
    """Return the text of one of the engine's files, and the digest by which the policy of the page allows it."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"text": Markup(text), "digest": digest}


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
