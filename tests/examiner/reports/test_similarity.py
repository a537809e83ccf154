"""Similar answers: found in spite of other names and layout, and only where that says something."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examiner.key import find_keys
from examiner.report import Cell, Report, Result
from examiner.reports import render
from examiner.reports.similarity import ALIKE, ENOUGH, alike_pairs, find_groups, own_shingles
from examiner.reports.tokens import normal_tokens
from tests.support import REPO, hostile
from tests.support.sample_report import ENGINE

STUB = "def normalise(data):\n    # your code\n    raise NotImplementedError()"
ONE = '''def normalise(data):
    """Scale every column to mean 0 and standard deviation 1."""
    columns = []
    for column in data.T:
        centre = sum(column) / len(column)
        spread = (sum((value - centre) ** 2 for value in column) / len(column)) ** 0.5
        columns.append([(value - centre) / max(spread, 1e-12) for value in column])
    return np.array(columns).T
'''
#: The same with other names, comments and line breaks, and one line more.
DISGUISED = """# my own work
def normalise(data):
    result = []
    print("start")
    for c in data.T:
        m = sum(c)/len(c)

        s = (sum((v - m)**2
                 for v in c) / len(c))**0.5   # deviation
        result.append([(v - m) / max(s, 1e-12) for v in c])
    return np.array(result).T
"""
ANOTHER = """def normalise(data):
    mean = np.mean(data, axis=0, keepdims=True)
    deviation = np.std(data, axis=0, keepdims=True)
    safe = np.where(deviation == 0, 1.0, deviation)
    scaled = np.subtract(data, mean)
    np.divide(scaled, safe, out=scaled)
    assert np.all(np.isfinite(scaled)), "not a number"
    return scaled
"""


def row(student, source, grade_id="normalise", **more):
    return Result(student, "ps", "ps", cells=[Cell(grade_id, "code", source, given=STUB)], **more)


def people(*sources):
    """Return who is in which group, where student 0 wrote the first source, and so on."""
    rows = [row(str(number), source) for number, source in enumerate(sources)]
    return [group.students for group in find_groups(rows)]


def test_other_names_comments_and_layout_hide_nothing():
    (group,) = find_groups([row("ada", ONE), row("ben", ANOTHER), row("cleo", DISGUISED)])
    assert (group.assignment, group.students) == ("ps", ("ada", "cleo"))
    (answer,) = group.answers
    assert answer.grade_id == "normalise"
    assert ALIKE <= answer.share < 1
    assert [one.source for one in answer.pair] == [ONE, DISGUISED]


def test_what_was_given_is_no_similarity():
    long_stub = ONE.replace("return", "result =")
    rows = [row("ada", long_stub), row("ben", long_stub + "\n    return result")]
    for one in rows:
        one.cells = [Cell("normalise", "code", one.cells[0].source, given=long_stub)]
    assert find_groups(rows) == []


def test_short_answers_are_never_compared():
    assert (
        people("def normalise(data):\n    return (data - data.mean()) / data.std()", "", "") == []
    )
    same = "def normalise(data):\n    return (data - data.mean()) / data.std()"
    assert people(same, same) == []


def test_what_many_in_the_class_wrote_is_the_usual_answer():
    assert people(ONE, ONE, ONE, ONE) == [("0", "1", "2", "3")]
    assert people(*[ONE] * 5) == []
    assert people(*[ONE] * 5, *[ANOTHER] * 2) == [("5", "6")]


def test_only_answers_of_the_same_cell_and_assignment_are_compared():
    other = Result("ben", "ps2", cells=[Cell("normalise", "code", ONE)])
    text = Result("dan", "ps", "ps", cells=[Cell("normalise", "markdown", ONE)])
    own = Result("eve", "ps", "ps", cells=[Cell(None, "code", ONE)])
    assert find_groups([row("ada", ONE), other, row("cleo", ONE, "scale"), text, own]) == []


def test_a_pair_with_several_answers_alike_is_one_group_and_comes_first():
    def both(student, first, second):
        made = row(student, first)
        made.cells += row(student, second, "scale").cells
        return made

    rows = [
        both("ada", ONE, ANOTHER),
        both("ben", "", ONE),
        both("cleo", DISGUISED, ANOTHER),
        both("dan", "", ONE),
    ]
    first, second = find_groups(rows)
    assert first.students == ("ada", "cleo")
    assert [answer.grade_id for answer in first.answers] == ["normalise", "scale"]
    assert second.students == ("ben", "dan")


def answers(kind):
    """Yield the cells of the answer bank, by assignment and grade id."""
    for key in find_keys(REPO / "autograder_tests"):
        for folder in sorted((REPO / "tests" / "answers" / key.assignment / kind).iterdir()):
            given = key.by_grade_id[folder.name].source
            texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))]
            yield [Cell(folder.name, "code", text, given=given) for text in texts]


def test_independent_right_answers_are_not_alike():
    """They answer the same question well, and are as different as people are."""
    compared = 0
    for cells in answers("right"):
        long = [shingles for shingles in own_shingles(cells) if len(shingles) >= ENOUGH]
        compared += len(long)
        assert list(alike_pairs(long)) == []
    assert compared > 80


numbers = st.frozensets(st.integers(0, 30), min_size=1)


@given(st.lists(numbers, max_size=12, unique=True))
def test_pairs_are_those_of_the_definition(sets):
    """None is lost although not all pairs are looked at."""

    def jaccard(one, other):
        return len(one & other) / len(one | other)

    expected = {
        (i, j, jaccard(sets[i], sets[j]))
        for i, j in combinations(range(len(sets)), 2)
        if jaccard(sets[i], sets[j]) >= ALIKE
    }
    assert set(alike_pairs(sets)) == expected


@given(st.text() | hostile.texts)
def test_tokens_are_found_before_any_text(text):
    """And no text stops a run."""
    assert normal_tokens(f"x = 1\n{text}")[:3] == ["name", "=", "1"]


@pytest.mark.parametrize(
    "text", ["%matplotlib inline", "!ls", "def f(:\n  '", "x = '''", "\t\n  a\n b"]
)
def test_what_is_not_python_ends_the_tokens(text):
    assert normal_tokens(f"x = 1\n{text}")[:3] == ["name", "=", "1"]


@pytest.mark.parametrize("text", ["'\\" * 500, '"\\' * 500, " " * 500 + "$"])
def test_a_line_that_is_not_python_is_searched_once(text):
    """Not again from each of its quotes or spaces: a token of each would tell."""
    found = normal_tokens(f"x ={text}")
    assert found[:2] == ["name", "="]
    assert len(found) <= 3


def test_the_work_grows_with_the_class_and_not_with_its_square():
    """Of all pairs, only those that share rare shingles are looked at: counted, not timed."""
    random.seed(0)

    class Counting(frozenset):
        looked = 0

        def __and__(self, other):
            Counting.looked += 1
            return super().__and__(other)

    common = range(1_000_000, 1_000_060)
    sets = [
        Counting([*random.sample(common, 30), *random.sample(range(100_000), 60)])
        for _ in range(1000)
    ]
    assert list(alike_pairs(sets)) == []
    assert Counting.looked < 20_000, "of 499,500 pairs"


def test_the_page_is_for_the_instructor_only(tmp_path):
    rows = [row("ada", ONE), row("cleo", DISGUISED), row("<b>mal</b>", ANOTHER)]
    paths = render(Report(ENGINE, rows), "html", tmp_path)
    page = tmp_path / "similar-answers.html"
    assert page in paths
    shown = page.read_text()
    assert "ada and cleo" in shown
    assert '<span class="given">def normalise(data):</span>' in shown
    assert '<span class="same">    for c in data.T:</span>' in shown
    assert "proves nothing" in shown
    index = (tmp_path / "index.html").read_text()
    assert 'href="similar-answers.html"' in index
    assert "centre" not in index
    for path in (tmp_path / "submissions").iterdir():
        assert "imilar" not in path.read_text()
    for other in ("json", "csv", "markdown", "table"):
        for path in render(Report(ENGINE, rows), other, tmp_path / other):
            assert "imilar" not in path.read_text()


def test_a_page_of_an_earlier_run_is_removed(tmp_path):
    render(Report(ENGINE, [row("ada", ONE), row("cleo", ONE)]), "html", tmp_path)
    render(Report(ENGINE, [row("ada", ONE), row("cleo", ANOTHER)]), "html", tmp_path)
    assert not (tmp_path / "similar-answers.html").exists()
    assert "imilar" not in (tmp_path / "index.html").read_text()


def test_hostile_text_is_text_on_the_page_too(tmp_path):
    evil = f"{ONE}\nx = '<script>alert(1)</script>'"
    rows = [row("<script>alert(2)</script>", evil), row("ben", evil)]
    render(Report(ENGINE, rows), "html", tmp_path)
    shown = (tmp_path / "similar-answers.html").read_text()
    assert "<script" not in shown
    assert "&lt;script&gt;alert(2)" in shown
