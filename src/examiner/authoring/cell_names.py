"""The global names that a cell sets."""

import ast
import re
import symtable


def assigned_names(source: str) -> set[str]:
    """Return the global names that a cell sets, except those of imports, functions and classes.

    Examples
    --------
    >>> sorted(assigned_names("import math; x = 1; f = len"))
    ['f', 'x']
    """
    try:
        symbols = symtable.symtable(source, "<cell>", "exec").get_symbols()
    except (SyntaxError, ValueError):
        return set()
    return {
        symbol.get_name()
        for symbol in symbols
        if symbol.is_assigned() and not symbol.is_imported() and not symbol.is_namespace()
    }


def bound_names(source: str) -> set[str]:
    r"""Return the global names that a cell sets, in functions too.

    Examples
    --------
    >>> sorted(bound_names("import math\ndef f():\n    global n\n    n = x = 1"))
    ['f', 'math', 'n']
    """
    try:
        table = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError):
        return set()
    bound = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }
    inner = list(table.get_children())
    while inner:
        scope = inner.pop()
        inner += scope.get_children()
        bound |= {
            symbol.get_name()
            for symbol in scope.get_symbols()
            if symbol.is_declared_global() and symbol.is_assigned()
        }
    return bound


def named_in_main(source: str) -> set[str]:
    """Return the global names that a cell names in texts: as ``mock.patch`` takes them.

    Examples
    --------
    >>> named_in_main("patch('__main__.fetch', fake)")
    {'fetch'}
    >>> sorted(named_in_main("import __main__; patch.object(__main__, 'fetch')"))
    ['fetch']
    """
    if "__main__" not in source:
        return set()
    try:
        nodes = [*ast.walk(ast.parse(source))]
    except (SyntaxError, ValueError):
        return set()
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    found = (re.fullmatch(r"(?:__main__\.)?(\w+)", text) for text in texts if type(text) is str)
    return {match[1] for match in found if match and match[1].isidentifier()} - {"__main__"}
