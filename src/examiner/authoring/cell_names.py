"""The global names that a cell sets."""

import symtable


def assigned_names(source: str) -> set[str]:
    """Return the global names that a cell sets, but for those of imports, functions and classes.

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
