"""Questions on a page: by keyboard alone, for screen readers, with a kernel that is busy."""

import nbformat
import pytest

from nncourse import progress
from tests.support.quiz_entries import CHOICE, MANY, NUMBER

PAGE = {
    "choice": CHOICE,
    "many": MANY | {"id": "many"},
    "number": NUMBER,
    "hard": NUMBER | {"id": "hard"},
    "late": NUMBER | {"id": "late"},
    "predict": CHOICE | {"id": "predict", "mode": "predict", "reveal": "See `this`."},
    "code": CHOICE | {"id": "code", "question": "Find <b>it</b>:\n```python\nx = '<i>'\n```\nNow?"},
}


def write_notebook(lab, name, entries):
    """Write a notebook that asks these questions, one in a cell."""
    cells = ["from nncourse import quiz\nfrom nncourse.quiz import bank\nimport time"]
    cells += [f"quiz.QuestionWidget(bank.parse({entry!r}, 'page', 'page'))" for entry in entries]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}},
    )
    nbformat.write(notebook, lab.root / "notebooks" / f"{name}.ipynb")


@pytest.fixture(scope="module")
def open_questions(lab):
    """Open one notebook with all kinds of questions, made from entries and not from lessons."""
    write_notebook(lab, "questions", PAGE.values())

    def open_page(theme):
        page = lab.open("notebooks/questions.ipynb", theme=theme)
        lab.run_all(page)
        page.wait_for_function(f"document.querySelectorAll('.nnq').length === {len(PAGE)}")
        return page

    return open_page


@pytest.fixture(scope="module")
def page(open_questions):
    """One page for all tests that follow: each uses a question of its own."""
    return open_questions("light")


def card(page, name):
    return page.locator(".nnq").nth(list(PAGE).index(name))


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_questions_are_accessible_and_stay_on_this_machine(lab, open_questions, theme):
    page = open_questions(theme)
    assert lab.axe(page, ".nnq") == []
    card(page, "code").get_by_label("that").check()
    card(page, "code").get_by_role("button", name="Check").click()
    card(page, "code").get_by_text("No, because.").wait_for()
    assert lab.axe(page, ".nnq") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []


@pytest.mark.browser
def test_the_keyboard_alone_answers_and_moves_no_cell(lab, page):
    active = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    card(page, "choice").get_by_role("radio").first.focus()
    before = page.evaluate(active)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert card(page, "choice").get_by_role("radio").nth(1).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    verdict = card(page, "choice").get_by_role("status")
    verdict.get_by_text("✗ Not yet").or_(verdict.get_by_text("✓ Right")).first.wait_for()
    assert page.evaluate(active) == before
    outline = (
        card(page, "choice")
        .locator(".nnq-check")
        .evaluate(
            "node => getComputedStyle(node).outlineStyle + getComputedStyle(node).outlineWidth"
        )
    )
    assert outline == "solid3px"
    number = card(page, "number")
    number.get_by_role("textbox").focus()
    page.keyboard.type("0,25")
    page.keyboard.press("Enter")
    number.get_by_text("Yes, a quarter.").wait_for()


@pytest.mark.browser
def test_feedback_tries_and_the_shown_answer(page):
    number = card(page, "hard")
    for tries, (answer, feedback) in enumerate([("0.21", "Nearly."), ("7", "Far off.")], 1):
        number.get_by_role("textbox").fill(answer)
        number.get_by_role("button", name="Check").click()
        number.get_by_text(feedback).wait_for()
        number.get_by_text("1 try" if tries == 1 else "2 tries").wait_for()
    number.get_by_role("button", name="Show the answer").click()
    number.get_by_text("The answer: 0.25").wait_for()


@pytest.mark.browser
def test_many_choices_say_what_is_missing(page):
    many = card(page, "many")
    many.get_by_label("this").check()
    many.get_by_role("button", name="Check").click()
    many.get_by_text("One right answer is still missing.").wait_for()
    many.get_by_text("✗ Not complete").wait_for()


@pytest.mark.browser
def test_a_prediction_stays_and_a_second_one_is_a_new_line(lab, page):
    predict = card(page, "predict")
    predict.get_by_label("neither").check()
    predict.get_by_role("button", name="Lock in my prediction").click()
    predict.get_by_text("See this.").wait_for()
    assert predict.get_by_role("radio").first.is_disabled()
    lab.run_all(page)
    predict.get_by_text("Your prediction is locked in.").wait_for()
    assert predict.get_by_label("neither").is_checked()
    predict.get_by_role("button", name="Predict once more").click()
    predict.get_by_label("this").check()
    predict.get_by_role("button", name="Lock in my prediction").click()
    assert predict.get_by_role("listitem").all_inner_texts() == [
        "You predicted: neither ✗ not so",
        "Then: this ✓ right",
    ]
    assert predict.get_by_role("button", name="Predict once more").is_hidden()


@pytest.mark.browser
def test_text_stays_text(page):
    code = card(page, "code")
    assert "Find <b>it</b>:" in code.locator("legend").inner_text()
    assert code.locator("pre").inner_text().strip() == "x = '<i>'"
    assert code.locator("b, i").count() == 0


@pytest.mark.browser
def test_a_busy_kernel_does_not_matter_and_hears_of_the_answer_later(lab, page):
    page.evaluate(
        """() => { const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            window.busy = kernel.requestExecute({code: 'import os\\nwhile not os.path.exists("go"): time.sleep(0.05)'}); }"""
    )
    number = card(page, "late")
    number.get_by_role("textbox").fill("0.25")
    number.get_by_role("button", name="Check").click()
    number.get_by_text("Yes, a quarter.").wait_for()
    (lab.root / "notebooks" / "go").touch()
    page.evaluate("async () => { await window.busy.done; }")
    kept = lab.root / "notebooks" / progress.FILE_NAME
    while "page/late" not in kept.read_text():
        page.wait_for_timeout(100)
    (lab.root / "notebooks" / "go").unlink()


@pytest.mark.browser
def test_opened_again_without_a_kernel_answers_are_kept_and_options_explained(lab):
    write_notebook(lab, "again", [CHOICE | {"id": "again"}])
    page = lab.open("notebooks/again.ipynb")
    lab.run_all(page)
    page.locator(".nnq").get_by_label("that").check()
    page.locator(".nnq").get_by_role("button", name="Check").click()
    # What Python wrote down comes back to the notebook, and is saved with it.
    page.get_by_text("You answered: that ✗ No, because.").wait_for(state="attached")
    page.evaluate(
        """async () => {
            await window.jupyterapp.commands.execute("docmanager:save");
            await window.jupyterapp.shell.currentWidget.sessionContext.shutdown();
        }"""
    )
    page.context.close()

    page = lab.page("/notebooks/notebooks/again.ipynb?kernel_name=none")
    page.get_by_text("You answered: that ✗ No, because.").wait_for()
    feedback = page.get_by_text("✗ One of them is.")
    assert not feedback.is_visible()
    page.locator("summary", has_text="neither").click()
    feedback.wait_for()
    page.get_by_text("Run All Cells").wait_for()
    page.context.close()
