"""The idioms are right by themselves: in one process, and under stock nbgrader.

The answers of a case file pass all its tests, and the untouched release passes none.
"""

import pytest

from tests.support import idiom_marks
from tests.support.idioms import STUDENTS, idioms

pytestmark = pytest.mark.slow
IDIOMS = idioms()


@pytest.fixture(scope="module")
def outcomes(request):
    """Run the idioms that were asked for, all in one go."""
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    names = {call.params["idiom"].name for call in asked if call and "idiom" in call.params}
    return idiom_marks.plain([it for it in IDIOMS if it.name in names and not it.missing])


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.name)
def test_in_one_process(idiom, outcomes):
    if idiom.missing:
        pytest.skip(f"{idiom.name} requires {', '.join(idiom.missing)}: pip install them")
    reference, untouched = (outcomes[idiom.name, student] for student in STUDENTS)
    assert not isinstance(reference, str), reference
    assert not isinstance(untouched, str), untouched
    assert len(reference) == len(untouched) == idiom.points
    failed = {grade_id: error for grade_id, error in reference.items() if error is not None}
    assert not failed, "\n".join(failed.values())
    assert all(untouched.values()), f"passed by a stub: {untouched}"


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.name)
def test_untouched_is_what_nbgrader_releases(idiom):
    from nbgrader.preprocessors import ClearSolutions  # slow to import

    released, _ = ClearSolutions().preprocess(idiom.source(), {})
    sources = [cell.source for cell in released.cells]
    assert [cell.source for cell in idiom.submission("untouched").cells] == sources


@pytest.mark.slow
def test_a_sample_under_stock_nbgrader():
    """Each case needs a kernel of its own: `python -m tests.support.idioms OUT --stock` runs all."""
    cases = [idiom for idiom in IDIOMS if not idiom.missing][::12]
    assert len(cases) > 20
    marks = idiom_marks.stock(cases)
    wrong = {name: found for name, found in marks.items() if set(found.values()) != {1}}
    assert not wrong
