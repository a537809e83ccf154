"""The lesson on activation functions: every number of its text, its table, and its pages."""

import itertools
import re
from xml.etree import ElementTree

import nbformat
import pytest

from nncourse.quiz import bank
from nncourse.widgets.activation_table import CHECKS_BEFORE_SHOWING, ActivationTable, solution
from tests.support import claims, lesson
from tests.support.widget_page import mount

NAME = "02-activation-functions"
NOTEBOOK = f"notebooks/{NAME}.ipynb"

# What the text says, and what must be true of the names that the lesson defines.
CLAIMS = {
    "The sum is −0.70.": "near(weights @ inputs + bias, -0.70, 2)",
    "The sigmoid turns it into 0.332, tanh into −0.604, and ReLU into 0.": (
        "near(sigmoid(-0.7), 0.332, 3) and near(tanh(-0.7), -0.604, 3) and relu(-0.7) == 0"
    ),
    "three layers of four neurons": "W1.shape == W2.shape == W3.shape == (4, 4)",
    "The difference is below $10^{-12}$": "np.abs(three_layers - one_layer).max() < 1e-12",
    "One ReLU makes one corner, at x = −b1/w1": (
        "np.ptp(with_relu(np.array([-5, -2, -1.5]), 2, 3, 1, 0)) == 0 < with_relu(-1.4, 2, 3, 1, 0)"
    ),
    "a hundred of them make a hundred corners": "corners(100) == 100",
    "The centre lies at x = −b/a, which is 2 for a = 2 and b = −4, and the slope there is a/4.": (
        "sigmoid(2 * 2 - 4) == 0.5 and near(slope(lambda v: sigmoid(2 * v - 4), 2), 2 / 4, 6)"
    ),
    "a = 0: it is flat": "np.ptp(sigmoid_neuron(x, 0, 1)) == 0",
    "a = 5: the outputs are *almost* 0 and *almost* 1.": (
        "0 < sigmoid_neuron(x, 5, 0).min() < 1e-10 and 1 - 1e-10 < sigmoid_neuron(x, 5, 0).max() < 1"
    ),
    "The exact range is **(0, 1)**": "str(ACTIVATIONS['sigmoid'].range) == '(0, 1)'",
    "`sigmoid(37)` is exactly 1.0": "sigmoid(37) == 1.0 > sigmoid(36)",
    "At z = 710 and above": "np.isfinite(quiet(textbook, 709)) and np.isnan(quiet(textbook, 710))",
    "2\\,\\mathrm{sigmoid}(2z) - 1": "np.allclose(tanh(x), 2 * sigmoid(2 * x) - 1, atol=1e-15)",
    "The range is (−1, 1) for every a": "str(ACTIVATIONS['tanh'].range) == '(−1, 1)'",
    "Its slope reaches 1, four times that of the sigmoid.": (
        "ACTIVATIONS['tanh'].largest_slope == 1 == 4 * ACTIVATIONS['sigmoid'].largest_slope"
    ),
    "$\\sinh(800) / \\cosh(800)$ is `nan`, while `np.tanh(800)` is 1.": (
        "np.isnan(quiet(lambda v: np.sinh(v) / np.cosh(v), 800)) and np.tanh(800) == 1"
    ),
    "Its range is **[0, ∞)**": "str(ACTIVATIONS['relu'].range) == '[0, ∞)'",
    "with b = −5 the output is 0 for all x up to 5.": "relu(x - 5).max() == 0 < relu(x - 4.9).max()",
    "through −0.4 at x = −4.": "np.isclose(leaky_relu(-4, 1, 0, 0.1), -0.4)",
    "The output is −0.4. Look at x = −4": "leaky_relu(-4, 1, 0, 0.1) == -0.4",
    "Leaky ReLU with leak 0.1": "np.isclose(slope(lambda v: leaky_relu(v, 1, 0, 0.1), -3), 0.1)",
    "Its only outputs are {0, 1}": "set(threshold(x)) == {0.0, 1.0}",
    "It jumps at x = −b/a = 2.": "threshold(2 * 2 - 4) == 1 and threshold(2 * 1.99 - 4) == 0",
    "between 0.01 and 0.99 is about 9.2/a wide": (
        "near(2 * np.log(99), 9.2, 1) and near(sigmoid(np.log(99)), 0.99, 12)"
    ),
    "Sigmoid with a = 1, a = 5 and a = 50": (
        "all(np.abs(sigmoid(a * x) - threshold(x))[np.abs(x) > 5 / a].max() < 0.01 for a in (5, 50))"
    ),
    "jumps from 0 to 1 at x = 0 for t = 0.5, and already at x = −1.39 for t = 0.2.": (
        "np.isclose(x[decide(x, 0.5) == 1][0], 0) and -1.39 < x[decide(x, 0.2) == 1][0] < -1.36"
    ),
    "at 0 for t = 0.5, and at −1.386 for t = 0.2": (
        "near(np.log(0.2 / 0.8), -1.386, 3) and where(0.5) == 'Yes at or above x = 0.00.'"
    ),
    "And t = 0.5 is a choice": "decide(-1, 0.2) == 1 and decide(-1, 0.5) == 0",
    "Scores 2, 1, 0 become 0.665, 0.245 and 0.090.": (
        "softmax([2, 1, 0]).round(3).tolist() == [0.665, 0.245, 0.09]"
    ),
    "0.665, 0.245 and 0.090 at temperature 1; 0.993, 0.007 and 0.000 at temperature 0.2; "
    "0.402, 0.329 and 0.269 at temperature 5.": (
        "softmax(np.array([2, 1, 0]) / 0.2).round(3).tolist() == [0.993, 0.007, 0.0] and "
        "softmax(np.array([2, 1, 0]) / 5).round(3).tolist() == [0.402, 0.329, 0.269]"
    ),
    "the rows sum to 1.66 and 1.34": (
        "np.allclose(right.sum(axis=1), 1) and wrong.sum(axis=1).round(2).tolist() == [1.66, 1.34]"
    ),
    "Both print 0.785835.": (
        "near(softmax([1.7, 0.4])[0], 0.785835, 6) and near(sigmoid(1.3), 0.785835, 6)"
    ),
    "`logistic` (its name for the sigmoid) for two classes, `softmax` for more, `identity` for an": (
        "[m.out_activation_ for m in (two, three, amount)] == ['logistic', 'softmax', 'identity']"
    ),
    "`relu` is its default": "MLPClassifier().activation == MLPRegressor().activation == 'relu'",
    "The slope of the sigmoid is at most 1/4, that of tanh at most 1": (
        "[ACTIVATIONS[n].derivative(x).max() for n in ('sigmoid', 'tanh')] == [0.25, 1]"
    ),
    "for 1, 5 and 10 sigmoid layers: the highest points are 0.25, 0.00098 and 0.00000095.": (
        "near(slope_of_chain(x, 1).max(), 0.25, 9) and near(slope_of_chain(x, 5).max(), 0.00098, 5)"
        " and near(slope_of_chain(x, 10).max(), 0.00000095, 8)"
    ),
    "1/4 to the power of 10, which is 0.00000095": "near(4.0**-10, 0.00000095, 8)",
    "behind 20 layers of 100 neurons": "gradient_size.__defaults__ == (20, 100)",
    "| sigmoid | × 1 | 0.00000000000024": "np.isclose(gradient_size('sigmoid', 1), 2.4e-13, rtol=0.03)",
    "| tanh | × 1 | 0.24": "np.isclose(gradient_size('tanh', 1), 0.24, rtol=0.03)",
    "| ReLU | × 1 | 0.0014": "np.isclose(gradient_size('relu', 1), 0.0014, rtol=0.04)",
    "| ReLU | × √2 | 1.5": "np.isclose(gradient_size('relu', 2**0.5), 1.5, rtol=0.04)",
    "| ReLU | × 2 | 1500": "np.isclose(gradient_size('relu', 2), 1500, rtol=0.04)",
    # The questions.
    "2·(−2) − 4 = −8, and sigmoid(−8) is almost 0": "2 * -2 - 4 == -8 and sigmoid(-8) < 0.001",
    "z = −4, and sigmoid(−4) is about 0.018": "near(sigmoid(-4), 0.018, 3)",
    "(ln 4 is 1.386.)": "near(np.log(4), 1.386, 3)",
    "Yes: sigmoid(x) = 0.2 where x = ln(0.2/0.8) = −ln 4, about −1.386": "near(sigmoid(-np.log(4)), 0.2, 12)",
    "At x = 0 the probability is 0.5. A threshold of 0.2": "sigmoid(0) == 0.5",
    "Yes: (1/4) to the power 10 is about 1/1,050,000": "near(4**10 / 1e6, 1.05, 2)",
    "About 1/1,000,000": "near(4**10 / 1e6, 1, 1)",
    "Yes: the largest sum is 5 + b, and it is not above 0 once b ≤ −5": (
        "relu(x - 5).max() == 0 and relu(x - 4.99).max() > 0"
    ),
    "At −10 it is silent": "relu(x - 10).max() == 0",
    "Yes: a/4 = 3/4, at the centre x = 2": (
        "np.isclose(slope(lambda v: sigmoid(3 * v - 6), 2), 0.75) and 3 * 2 - 6 == 0"
    ),
    "You add 100 to each of them": "np.allclose(softmax([102, 101, 100]), softmax([2, 1, 0]))",
    "exp(102) is large but fits into a float. Even for 1000 our softmax is safe": (
        "np.isfinite(np.exp(102)) and np.isfinite(softmax([1000, 0])).all()"
    ),
    "when you multiply by 100": "softmax(np.array([2, 1, 0]) * 100)[0] > 0.999",
    "softmax gives sigmoid(z1 − z2)": "np.isclose(softmax([3.0, 1.2])[0], sigmoid(3.0 - 1.2))",
    "and 0.1·(−4) = −0.4. The slope there is 0.1": "np.isclose(leaky_relu(-4, 1, 0, 0.1), -0.4)",
    "a low bump, 0.25 at z = 0": "ACTIVATIONS['sigmoid'].derivative(0) == 0.25",
    "sigmoid(a x) grows from 1 to 50. What": "sigmoid(50 * 0.1) > 0.99 > sigmoid(0.1)",
    "At most 1/4 for each sigmoid": "ACTIVATIONS['sigmoid'].largest_slope == 1 / 4",
}

# Numbers that claim nothing: times, years of papers, settings in captions, made-up examples.
HARMLESS = (
    "About 50 minutes, 10 more", "and 15 more for the curious", r", \d{4}\]", r"(?m)^## \d+\.",
    "Softmax says 0.9, so it is right in 90 % of the cases", "[ab] = −?0.5", "through 0.5 at",
    "b = −?[235]", r"z ?/ ?4 \+ 0\.5", "a gentle slope of 0.1 left", "z_[12]",
    r"give exactly 0\.5", r"sigmoid is 0\.5 where", r"least t = 0\.5|lower t to 0\.2|with t = 0\.2",
    r"sigmoid\(x\) = 0\.2|0\.2 is the threshold", "It rises to 50|to x = 50", "exp\\(102\\) is too",
    r"About 1/40|10/4|divided by 10\b", r"leak = 0\.1", r"0\.1·\(−4\) is negative",
    "Task 14 comes back",
)  # fmt: skip

HELPERS = """
def near(value, expected, places):
    return abs(value - expected) <= 0.5001 * 10.0**-places

def quiet(function, value):
    with np.errstate(all="ignore"):
        return function(np.float64(value))

def slope(function, at, step=1e-6):
    return (function(at + step) - function(at - step)) / (2 * step)

def corners(neurons):
    grid = np.linspace(0, 1, 20 * neurons + 1)
    places = (np.arange(neurons) + 0.5) / neurons
    curve = relu(grid[:, None] - places) @ np.where(np.arange(neurons) % 2, -1.0, 1.0)
    bends = np.abs(np.diff(curve, 2)) > 1e-9
    return int(bends.sum())
six = axs[0, 0].figure
assert (six.get_supxlabel(), six.get_supylabel()) == ("z", "f(z)")
"""


@pytest.fixture(scope="module")
def source():
    return nbformat.read(lesson.NOTEBOOKS / f"{NAME}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def prose():
    return claims.prose(NAME, "activations")


@pytest.fixture(scope="module")
def executed():
    return lesson.run(NAME, HELPERS + claims.as_code(CLAIMS))


@pytest.mark.slow
def test_the_lesson_runs_and_every_claim_is_true(executed):
    assert lesson.stderr(executed) == ""


def test_the_text_still_says_what_is_asserted(prose):
    assert claims.unsaid(prose, CLAIMS) == []


def test_no_number_of_the_text_is_left_without_an_assertion(prose):
    assert claims.unclaimed(prose, CLAIMS, HARMLESS) == []


@pytest.mark.slow
def test_what_is_printed_is_what_the_text_repeats(executed):
    assert "z = -0.70\nsigmoid 0.332   tanh -0.604   relu 0.000" in lesson.text(
        executed, "one-neuron"
    )
    assert "z = 710: textbook nan   ours 1.0" in lesson.text(executed, "textbook-sigmoid")
    assert lesson.text(executed, "same-model").count("0.785835") == 2
    assert "relu     weights times 1.41: gradient 1.5\n" in lesson.text(executed, "gradient-table")


def test_every_question_is_asked_once_and_predictions_come_before_pictures(source):
    code = [cell.source for cell in source.cells if cell.cell_type == "code"]
    asked = [key for text in code for key in re.findall(r'ask\("([^"]+)"\)', text)]
    known = bank.load("activations")
    assert sorted(asked) == sorted(known)
    assert [key for key in asked if known[key].mode == "practice"] == [
        "activations/exit-hidden", "activations/exit-slope", "activations/exit-two-units",
    ]  # fmt: skip
    for before, text in itertools.pairwise(code):
        if "live_plot(" in text:
            [key] = re.findall(r'ask\("([^"]+)"\)', before)
            assert known[key].mode == "predict"
            assert known[key].reveal


def test_each_moving_picture_has_a_still_one_with_a_text(source):
    for cell, after in itertools.pairwise(source.cells):
        if cell.cell_type != "code" or "live_plot(" not in cell.source:
            continue
        assert "<summary>Picture for readers without a kernel</summary>" in after.source
        [(alt, path)] = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", after.source)
        assert len(alt) > 40
        picture = ElementTree.parse(lesson.NOTEBOOKS / path)
        for element in picture.iter():
            link = element.get("{http://www.w3.org/1999/xlink}href", "#")
            assert link.startswith("#"), "a still picture must not load anything"


def test_cells_are_short(source):
    for cell in source.cells:
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= 10, cell.id


def test_the_table_is_marked_cell_by_cell():
    table = ActivationTable()
    right = solution()
    assert len(right) == 36
    for cell, text in right.items():
        column = next(c for c in table.columns if c["key"] == cell.split("/")[1])
        assert text in column["options"]
        for option in column["options"]:
            assert table.check({cell: option}) == (option == text)
            assert (table.marks[cell] == "") == (option == text)
    assert table.check(right) == 36
    assert table.verdict == "All 36 cells are right. Well done!"


@pytest.mark.browser
def test_the_menus_of_the_table_show_their_options_in_full_and_fit_a_lesson(lab):
    page = mount(lab, ActivationTable())
    page.set_viewport_size({"width": 840, "height": 900})
    assert page.locator(".nncourse-table table").evaluate("table => table.offsetWidth") <= 840
    # What is shown has to leave the arrow its place.
    cut = page.evaluate(
        """() => {
            const pen = document.createElement("canvas").getContext("2d");
            return [...document.querySelectorAll(".nncourse-table option")]
                .filter(({ text, parentElement: menu }) => {
                    pen.font = getComputedStyle(menu).font;
                    return pen.measureText(text).width + 16 > menu.clientWidth;
                })
                .map(({ text }) => text);
        }"""
    )
    assert cut == []
    page.context.close()


def test_the_table_keeps_its_answers_until_they_are_earned():
    table = ActivationTable()
    table._handle_custom_msg({"do": "show"}, [])
    assert table.chosen == {}
    for _ in range(CHECKS_BEFORE_SHOWING):
        assert not table.may_show
        table._handle_custom_msg({"do": "check", "chosen": {"relu/range": "(0, 1)"}}, [])
    assert "Is the end itself ever reached?" in table.marks["relu/range"]
    table._handle_custom_msg({"do": "show"}, [])
    assert table.chosen == solution()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_the_browser(lab, theme):
    page = lab.open(NOTEBOOK, theme=theme)
    lab.run_all(page)
    plots = page.locator(".nncourse-live-plot")
    page.wait_for_function(
        "() => document.querySelectorAll('.nncourse-live svg[aria-label]').length === 12"
    )
    for number in range(12):
        plot = plots.nth(number)
        curve = plot.locator(".nncourse-live-curve, .nncourse-live-bar").first
        axes = plot.locator("[id^=matplotlib\\.axis]")
        ticks = axes.evaluate_all("axes => axes.map((axis) => axis.innerHTML)")
        for slider in plot.get_by_role("slider").all():
            for key in ("End", "Home"):
                slider.press(key)
                wait_for_value(page, number, slider)
                assert "NaN" not in curve.get_attribute("d")
                assert "⚠" not in plot.locator("svg").get_attribute("aria-label")
        assert axes.evaluate_all("axes => axes.map((axis) => axis.innerHTML)") == ticks
    table = page.locator(".nncourse-table")
    table.get_by_label("relu: Range of outputs").select_option("[0, ∞)")
    table.get_by_label("tanh: Zero-centred?").select_option("no")
    table.get_by_role("button", name="Check").click()
    table.get_by_text("1 of 2 filled cells is right; 34 are empty.").wait_for(state="attached")
    assert table.get_by_label("tanh: Zero-centred?").get_attribute("aria-invalid") == "true"
    assert table.get_by_role("button", name="Show the answers").count() == 0  # not yet earned

    assert lab.axe(page, ".nncourse-live-plot") == []
    assert lab.axe(page, ".nncourse-table") == []
    assert lab.errors(page) == []
    assert lab.foreign_requests(page) == []
    assert theme == "dark" or lab.lost_keys(page) == []
    page.context.close()


def wait_for_value(page, number, slider):
    """Wait until the picture tells the value that its slider has."""
    name = slider.get_attribute("aria-label")
    value = float(slider.get_attribute("aria-valuetext"))
    page.wait_for_function(
        """([number, name, value]) => {
            const svg = document.querySelectorAll('.nncourse-live svg')[number];
            const told = svg.getAttribute('aria-label').replaceAll('−', '-');
            const found = told.match(new RegExp(`[ ]${name} = (-?[0-9]+(?:[.][0-9]+)?)`));
            return found && Math.abs(Number(found[1]) - value) < 1e-9;
        }""",
        arg=[number, name, value],
    )
