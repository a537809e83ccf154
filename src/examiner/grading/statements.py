"""Statements of a cell that the other process needs too."""

import ast


def imports_of(source: str | None) -> str:
    """Return the import statements of a cell that a key leaves open: tests may rely on them."""
    try:
        body = ast.parse(source or "").body
    except (SyntaxError, ValueError):
        return ""
    return "\n".join(ast.unparse(n) for n in body if isinstance(n, ast.Import | ast.ImportFrom))


def definitions_of(source: str, names: frozenset[str]) -> str:
    """Return what the visible part of a test cell defines or imports under shared names.

    The student's later cells may use it, so it is run in their process too; they can read it.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return ""
    found: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound = {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound = {node.name}
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                found.pop(getattr(target, "id", ""), None)
            continue
        else:
            continue
        found |= dict.fromkeys(bound & names, node)
    return "\n".join(dict.fromkeys(ast.unparse(node) for node in found.values()))
