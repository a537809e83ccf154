"""The questions of the bank and the lessons that ask them."""

import re

import nbformat

from nncourse.quiz import bank
from tests.support import REPO


def test_every_question_is_asked_once_in_its_own_lesson():
    asked = {}
    for path in sorted((REPO / "notebooks").glob("*.ipynb")):
        code = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
        if keys := re.findall(r'\bask\("([^"]+)"\)', "\n".join(code)):
            asked[path.stem] = keys
    lessons = {name: {key.partition("/")[0] for key in keys} for name, keys in asked.items()}
    assert all(len(of) == 1 for of in lessons.values()), lessons
    known = [key for lesson in bank.lessons() for key in bank.load(lesson)]
    assert sorted(key for keys in asked.values() for key in keys) == sorted(known)
