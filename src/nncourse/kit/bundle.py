"""The bundler: a JavaScript file and everything it imports become one module, as anywidget needs.

The JavaScript of the course uses real ``import`` lines, so that linters, type checkers and Node
can read each file; anywidget, however, takes one text per widget.
"""

import re
from pathlib import Path

_KIT = Path(__file__).parent

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[\w./-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|class|const|let) (\w+))", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class BundleError(Exception):
    """A JavaScript file cannot be bundled; the message names the file and the line."""


def script(entry: Path) -> str:
    """Bundle a JavaScript file with everything that it imports.

    Every imported file becomes a function that is called once and returns its exports, so that
    files may use the same names. The entry comes last and keeps its own exports.

    Parameters
    ----------
    entry
        The file to begin with. It and the files it needs import one another only as
        ``import { name, other as alias } from "./file.js";`` and export declarations; each may also
        export a default, which is for anywidget and cannot be imported.

    Returns
    -------
    str
        An ES module without imports.

    Raises
    ------
    BundleError
        If a file imports in a circle or uses another form of import or export.

    Examples
    --------
    >>> text = script(Path(__file__).parents[1] / "widgets" / "smote.js")
    >>> "import {" in text, text.count("export default")
    (False, 1)
    """
    numbers: dict[Path, int | None] = {}  # None while a file is being read
    parts: list[str] = []

    def read(path: Path) -> str:
        """Return a file whose imports are constants; first append what it imports to `parts`."""
        numbers[path] = None

        def constant(match: re.Match[str]) -> str:
            names = match[1].replace(" as ", ": ")
            return f"const {{{names}}} = {require((path.parent / match[2]).resolve())};\n"

        return _IMPORT.sub(constant, path.read_text(encoding="utf-8"))

    def require(path: Path) -> str:
        """Return the name of the exports of a file; append the file to `parts` if it is new."""
        if path not in numbers:
            text = read(path)
            exports = [name for _, name in _EXPORT.findall(text)]
            body = _checked(_declarations(text), path)
            numbers[path] = len(parts)
            parts.append(
                f"// {path.name}\nconst $module{len(parts)} = (() => {{\n{body}"
                f"return {{ {', '.join(exports)} }};\n}})();\n"
            )
        if numbers[path] is None:
            raise BundleError(f"{path}: this file imports itself, directly or through others.")
        return f"$module{numbers[path]}"

    entry = entry.resolve()
    text = read(entry)
    _checked(_declarations(text), entry)
    return "\n".join([*parts, f"// {entry.name}\n{text}"])


def style(*sheets: Path) -> str:
    """Join the style sheet of the kit with the style sheets of a widget.

    Parameters
    ----------
    *sheets
        The files of the widget.
    """
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in (_KIT / "kit.css", *sheets))


def _declarations(text: str) -> str:
    """Return a file without its exports; what it exports by default is computed all the same."""
    return _EXPORT.sub(r"\1", text).replace("export default ", "", 1)


def _checked(text: str, path: Path) -> str:
    if unknown := _UNKNOWN.search(text):
        raise BundleError(
            f"{path}: cannot bundle {unknown[0]!r}. Write imports as "
            'import { name } from "./file.js"; and export declarations only.'
        )
    return text
