"""Text and notebooks as somebody would write them who wants to break the grader or its reports."""

import json

from hypothesis import strategies as st

#: Each asks one program or another to do something.
TEXTS = (
    '<script>window.pwned = "script"</script>',
    '"><img src=x onerror="window.pwned=1">',
    "'><svg onload=alert(1)>",
    "</style><style>body{display:none}</style>",
    "</code></pre></table><h1>You passed</h1>",
    '<meta http-equiv="refresh" content="0;url=http://attacker.invalid/">',
    "]]><!-- -->",
    "&lt;b&gt; &amp; &#x3c;i&#x3e;",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    '=HYPERLINK("http://attacker.invalid/","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    " \n=1+1",
    "::add-path::/tmp/evil",
    "  ::set-output name=mark::100",
    "##[error]fake",
    "x\n::error::fake\ny",
    "\x1b[2J\x1b[1;31mwiped\x1b[0m",
    "\x1b]0;title\x07\x1b]8;;http://attacker.invalid\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mC1",
    "../../../etc/passwd",
    "con\x00trol\x08\x7f\x85",
    "\u202egnp.exe",
    "lone \ud800 half",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[click](http://attacker.invalid) ![x](http://attacker.invalid/x.png)",
    "<http://attacker.invalid> http://attacker.invalid www.attacker.invalid @everyone #1",
    "`code` *bold* _em_ ~~gone~~ $x$ \\",
    "# heading",
    "1. list",
    "[bold red]markup[/] :smile:",
    "",
    " ",
    "x" * 5_000,
)

texts = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(TEXTS), min_size=2, max_size=3).map(" ".join),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def notebooks(grade_ids=(), cell_ids=()):
    """Make dicts that look more or less like a notebook, with cells that a key may know."""
    sources = st.sampled_from(
        ["", "x = 1", "def f(x):\n    y = x", "    return y", "def f(x):\n    return 1", *TEXTS]
    )
    nbgrader = st.fixed_dictionaries(
        {},
        optional={
            "grade_id": st.sampled_from([*grade_ids, "unknown"]) | json_values,
            "points": json_values,
            "grade": st.booleans() | json_values,
            "solution": st.booleans(),
        },
    )
    cell = st.fixed_dictionaries(
        {},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | json_values,
            "source": sources | st.lists(sources) | json_values,
            "input": sources,
            "id": st.sampled_from([*cell_ids, "other"]) | json_values,
            "level": json_values,
            "outputs": json_values,
            "metadata": st.fixed_dictionaries({"nbgrader": nbgrader | json_values}) | json_values,
        },
    )
    cells = st.lists(cell | json_values, max_size=12)
    return st.one_of(
        st.fixed_dictionaries({"cells": cells}),
        st.fixed_dictionaries({"cells": cells, "nbformat": json_values, "metadata": json_values}),
        st.fixed_dictionaries({"worksheets": st.lists(st.fixed_dictionaries({"cells": cells}))}),
        json_values,
    )


def as_bytes(value):
    """Write a value as JSON; half characters stay as JSON's escapes."""
    return json.dumps(value).encode()
