"""docs/cli.md: every command, argument and exit status of `examiner`, written from its parsers."""

import argparse

from examiner.cli import COMMANDS, make_parser

_HEAD = """\
# The command `examiner`

Written from the command's own help by `pytest tests/repository/test_cli_page.py --update-golden`: change the
parsers, not this page.
"""


def page():
    """Return the text of docs/cli.md."""
    parser = make_parser(COMMANDS)
    (commands,) = [it for it in parser._actions if isinstance(it, argparse._SubParsersAction)]
    parts = [_HEAD, *_section(parser)]
    for name, subparser in commands.choices.items():
        parts += [f"## examiner {name}", "", *_section(subparser)]
    return "\n".join(parts).rstrip() + "\n"


def _section(parser):
    """Describe a command as a manual page does: synopsis, arguments, examples, exit statuses."""
    actions = [it for it in parser._actions if it.dest != "help"]
    yield from (parser.description.replace("\n", " "), "")
    yield from ("```", " ".join([parser.prog, *map(_synopsis, _options_last(actions))]), "```", "")
    rows = [(_name(it), _help(it, parser)) for it in actions if it.help]
    yield from _table("argument", rows)
    if isinstance(actions[-1], argparse._SubParsersAction):
        rows = [(f"[`{n}`](#examiner-{n})", command.summary) for n, command in COMMANDS.items()]
        yield from _table("command", rows)
    examples, _, statuses = parser.epilog.partition("\n\n")
    yield from _table("example", [(f"`{left}`", right) for left, right in _rows(examples)])
    yield from _table("exit status", _rows(statuses))


def _options_last(actions):
    return sorted(actions, key=lambda action: not action.option_strings)


def _synopsis(action):
    """Write an argument as the synopsis of a manual page has it."""
    if action.option_strings:
        text = " ".join([action.option_strings[-1], *_value(action)])
        return text if action.required else f"[{text}]"
    name = action.metavar
    return {"+": f"{name} [{name} ...]", "*": f"[{name} ...]", "A...": f"{name} ..."}.get(
        action.nargs, name
    )


def _value(action):
    return [] if action.nargs == 0 else [action.metavar]


def _name(action):
    names = action.option_strings or [action.metavar]
    return ", ".join(
        f"`{' '.join([name, *(_value(action) if action.option_strings else [])])}`"
        for name in names
    )


def _help(action, parser):
    return _escaped(action.help % {"prog": parser.prog, "default": action.default})


def _escaped(text):
    return text.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|")


def _rows(block):
    """Read a block of the help text in two columns."""
    rows = [line.strip().split("  ", 1) for line in block.splitlines()[1:]]
    return [(left, _escaped(right)) for left, right in rows]


def _table(head, rows):
    yield from (f"| {head} | |", "|---|---|")
    for row in rows:
        yield f"| {' | '.join(cell.strip() for cell in row)} |"
    yield ""
