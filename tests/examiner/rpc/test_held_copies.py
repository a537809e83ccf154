"""A container that a test fetches is one object: what either side changes in it, the other sees."""

import numpy as np
import pytest

from tests.support.two_ends import two_ends

LISTS = {
    "numbers": "[1, 2.5, True]",
    "numbers of numpy": "[*map(np.float64, [0.5, 0.25])]",
    "numbers and texts": "[1, 'a']",
    "lists": "[[1], [2]]",
    "empty": "[]",
}
CHANGES = {
    "append": "scores.append(7)",
    "another item": "scores[:1] = [8]",
    "an equal item of another type": "scores[:] = [1.0 if item is True else item for item in scores]",
    "clear": "scores.clear()",
    "a larger list": "scores.extend(range(600))",
    "nothing": "scores[:] = [*scores]",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("made", LISTS.values(), ids=LISTS)
def test_both_sides_see_what_one_changes(made, change):
    def types_in(items):
        return [(type(item), item) for item in items]

    source = f"import numpy as np\nscores = {made}\ndef look():\n    return scores\ndef change():\n    {change}\n"
    expected = {"np": np}
    exec(source, expected)
    expected["change"]()
    with two_ends(source) as ends:
        ends.new_cell()
        ends.namespace.run(f"held = scores\n{change}\nlook()")
        assert types_in(ends.student["scores"]) == types_in(expected["scores"])
    with two_ends(source) as ends:
        ends.new_cell()
        ends.namespace.run("held = scores\nchange()")
        if len(expected["scores"]) < 500:  # larger ones are not held
            assert types_in(ends.namespace["held"]) == types_in(expected["scores"])
        assert types_in(ends.namespace["scores"]) == types_in(expected["scores"])


def test_an_argument_that_comes_back_with_equal_items_of_another_type_is_not_the_same():
    with two_ends("def change(items):\n    items[0] = True\n    return items") as ends:
        ends.new_cell()
        ends.namespace.run("passed = [1]\ncame_back = change(passed)")
        assert repr(ends.namespace["came_back"]) == "[True]"
