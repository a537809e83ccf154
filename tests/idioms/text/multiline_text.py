# Text of several lines is compared after its indentation is removed.
# needs: nothing

# %% answer
def table(rows):
    lines = [f"{name:<6}|{value:>8,.2f}" for name, value in rows]
    return "\n".join(lines)

# %% test
from textwrap import dedent
expected = dedent("""\
    rent  |1,200.50
    tea   |    3.00""")
assert table([("rent", 1200.5), ("tea", 3)]) == expected
assert table([]).strip() == ""
