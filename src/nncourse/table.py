"""A small HTML table, as the home page, the set-up check and the score show it."""

from collections.abc import Iterable, Sequence

_LEFT = "style='text-align: left'"


def html_table(
    rows: Iterable[Sequence[str]], head: Sequence[str] = (), row_heads: bool = False
) -> str:
    """Lay out cells as a table; the cells are markup already (see `html.escape`).

    Parameters
    ----------
    rows
        The cells, row by row.
    head
        The titles of the columns; without them the table has no head.
    row_heads
        Whether the first cell of each row is its title.

    Examples
    --------
    >>> html_table([["a", "1"]]).count("<td")
    2
    """
    titles = "".join(f"<th scope='col' {_LEFT}>{title}</th>" for title in head)
    lines = []
    for first, *others in rows:
        start = (
            f"<th scope='row' {_LEFT}>{first}</th>" if row_heads else f"<td {_LEFT}>{first}</td>"
        )
        lines.append(f"<tr>{start}{''.join(f'<td {_LEFT}>{cell}</td>' for cell in others)}</tr>")
    above = f"<thead><tr>{titles}</tr></thead>" if head else ""
    return f"<table>{above}<tbody>{''.join(lines)}</tbody></table>"
