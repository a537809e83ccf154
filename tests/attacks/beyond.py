"""Attacks beyond the design's list, most of them aimed at how this engine is made.

Those that could do harm outside of the course, were the sandbox open, aim at the course only.
"""

import json

import attack_course

from attacks import Attack, many


def _told_where(code):
    """Hand in an attack that knows where the course lies: it reads ``COURSE`` for it."""

    def hand_in(folder):
        told = f"COURSE = {str(folder.parents[2])!r}\n"
        book = Attack("", told + code).submission()
        (folder / "shop.ipynb").write_text(json.dumps(book))

    return hand_in


def _keeps_inputs(folder):
    """Hand in a function that keeps what the tests pass, and a last cell that shows it."""
    book = attack_course.fill(
        attack_course.release(),
        many(capital="kept.append(text)\nreturn ''") | {"total": "kept = []"},
    )
    show = "print(kept)\nplt.title(kept[-1])\nraise ValueError(kept)"
    book["cells"].append(attack_course.cell(show, "show"))
    (folder / "shop.ipynb").write_text(json.dumps(book))


ATTACKS = [
    Attack(
        "78-modes-owners-and-times-of-others",
        content=_told_where("""
for folder, _, names in [("submitted/000-honest/shop", 0, ["shop.ipynb"]), ("data", 0, ["fruit.csv"])]:
    for name in ("", *names):
        path = os.path.join(COURSE, folder, name)
        attempt(os.chmod, path, 0o777 if name else 0)
        attempt(os.chown, path, os.getuid(), os.getgid())
        attempt(os.utime, path, (0, 0))
        attempt(os.setxattr, path, "user.kestrel", b"x")
        attempt(os.truncate, path, 0)
"""),
    ),
    Attack(
        "79-names-its-errors-after-hidden-inputs",
        answers=many(capital="raise type(text, (ValueError,), {})(text)"),
    ),
    Attack("80-shows-hidden-inputs-later", content=_keeps_inputs),
]
