"""The choices of a locked cell: how they are written, and what a seed makes of them."""

import re

import pytest

from examiner.choices import read_choices, with_values

CELL = """\
%matplotlib inline
rate = 0.05  # examiner: one of 1e-2, 0.02, 0.05
mean, sd = 5, 1 # examiner: one of (5, 1), (7, 2)
town = "#1, Bern"  # examiner: one of ["#1, Bern", "Basel"]
rows = [3, 8]      # examiner: 2 of range(10, 100, 10)
steps = 10  # as in the lecture
print(rate)  # one of many"""


def test_each_line_is_read_as_it_is_written():
    found = [(it.names, it.value, list(it.options), it.count) for it in read_choices(CELL)]
    assert found == [
        ("rate", "0.05", ["1e-2", "0.02", "0.05"], None),
        ("mean, sd", "5, 1", ["(5, 1)", "(7, 2)"], None),
        ("town", '"#1, Bern"', ['"#1, Bern"', '"Basel"'], None),
        ("rows", "[3, 8]", [*range(10, 100, 10)], 2),
    ]
    assert [it.ways for it in read_choices(CELL)] == [3, 2, 2, 36]


def test_only_the_values_of_a_cell_change():
    values = {"rate": "1e-2", "mean, sd": "(7, 2)", "town": '"Basel"', "rows": "[10, 50]"}
    assert with_values(CELL, values).splitlines() == [
        "%matplotlib inline",
        "rate = 1e-2",
        "mean, sd = (7, 2)",
        'town = "Basel"',
        "rows = [10, 50]",
        "steps = 10  # as in the lecture",
        "print(rate)  # one of many",
    ]
    plain = with_values(CELL, {})
    assert "examiner" not in plain
    assert 'town = "#1, Bern"\nrows = [3, 8]\n' in plain


def test_every_value_is_somebodys_and_lists_hold_no_value_twice():
    rate, _, _, rows = read_choices(CELL)
    seeds = [f"student {number}" for number in range(300)]
    drawn = [rate.draw(seed) for seed in seeds]
    assert all(80 <= drawn.count(value) <= 120 for value in rate.options)
    lists = {rows.draw(seed) for seed in seeds}
    assert len(lists) == rows.ways
    for text in lists:
        first, second = map(int, re.findall(r"\d+", text))
        assert first < second


def test_the_draws_are_those_of_every_version():
    """What a class has in its hands must not change with Python or the engine."""
    rate, _, _, rows = read_choices(CELL)
    assert [rate.draw(seed) for seed in ("ada", "ben", "cleo")] == ["1e-2", "0.02", "0.05"]
    assert rows.draw("ada") == "[10, 50]"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("    rate = 1  # examiner: one of 1, 2", "is not indented"),
        ("rate  # examiner: one of 1, 2", "at the end of a one-line assignment"),
        ("rate == 1  # examiner: one of 1, 2", "at the end of a one-line assignment"),
        ("rate = [1,  # examiner: one of 1, 2", "the value of rate does not end in this line"),
        ("rate = 1  # examiner: one of", "invalid syntax"),
        ("rate = 1  # examiner: one of (1, 2", "was never closed"),
        ("rate = 1  # examiner: one of 7", "the options must be values separated by commas"),
        ("rate = 1  # examiner: one of 7,", "fewer than two values"),
        ("rate = 1  # examiner: one of range(1)", "fewer than two values"),
        ("rate = 1  # examiner: one of range(n)", "malformed"),
        ("rate = 1  # examiner: one of range(0.5)", "float"),
        ("rate = 1  # examiner: one of range(10 ** 30)", "malformed"),
        (f"rate = 1  # examiner: one of range(1{30 * '0'})", "too large"),
        ("rate = 1  # examiner: 3 of 1, 2", "cannot choose 3 of only 2 values for rate"),
        ("rate = 1  # examiner: 0 of 1, 2", "cannot choose 0 of 2 values for rate"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line, why):
    with pytest.raises(ValueError, match=r"^line 2: ") as raised:
        read_choices(f"import math\n{line}")
    assert why in str(raised.value)
    assert "Write it like this: rate = 0.05  # examiner: one of" in str(raised.value)


def test_a_name_has_choices_once():
    line = "rate = 1  # examiner: one of 1, 2"
    with pytest.raises(ValueError, match="line 2: there are choices for rate above already"):
        read_choices(f"{line}\n{line}")


@pytest.mark.parametrize("tail", ["", "#", "# examiner: one of", "x"])
@pytest.mark.parametrize(
    "head", ["rate =", "rate", "# " * 500_000, "a," * 500_000, "# examiner: 1"]
)
def test_the_longest_line_of_a_student_is_read_at_once(head, tail):
    """Students' cells are read too: a line that took more than linear time would stop the class."""
    line = f"{head}{' ' * 1_000_000}{tail}"
    assert with_values(line, {"rate": "1"}) in (line, "rate = 1")
