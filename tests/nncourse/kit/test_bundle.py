"""The bundler: files that import one another become one module that a page can load."""

import re
import subprocess

import pytest

from nncourse.kit.bundle import BundleError, script, style
from tests.support.package_page import PACKAGE

ENTRIES = sorted(
    path
    for path in PACKAGE.rglob("*.js")
    if re.search(
        r"^export .*= part\(|^export default part\(", path.read_text("utf-8"), re.MULTILINE
    )
)


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a file of a small package."""

    def written(name, text):
        path = tmp_path / name
        path.write_text(text)
        return path

    return written


def run(node, source):
    """Run a module; its output."""
    command = [node, "--input-type=module", "--eval", source]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.stem)
def test_every_widget_is_one_module_that_loads_and_renders(node, entry):
    source = script(entry)
    assert not re.search(r"^import\b", source, re.MULTILINE)
    assert run(node, f"{source}\nconsole.log(typeof render);") == "function\n"


def test_files_may_use_the_same_names_and_are_loaded_once(node, write):
    write("count.js", 'console.log("loaded");\nexport const one = 1;\nexport const two = 2;\n')
    write("a.js", 'import { one } from "./count.js";\nconst x = one;\nexport function a() {\n'
                  "  return x;\n}\n")  # fmt: skip
    write("b.js", 'import {\n  one as first,\n  two,\n} from "./count.js";\nconst x = first + two;\n'
                  "export const b = () => x;\n")  # fmt: skip
    entry = write("entry.js", 'import { a } from "./a.js";\nimport { b } from "./b.js";\n'
                              "const x = a() + b();\nexport default { x };\n")  # fmt: skip
    assert run(node, f"{script(entry)}\nconsole.log(x);") == "loaded\n4\n"


def test_a_widget_may_be_part_of_another_file(node, write):
    write("widget.js", "export const one = 1;\nexport default one;\n")
    entry = write("entry.js", 'import { one } from "./widget.js";\nconst x = one;\n')
    assert run(node, f"{script(entry)}\nconsole.log(x);") == "1\n"


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./a.js";',
        'import "./a.js";',
        'import a from "./a.js";',
        'export * from "./a.js";',
        "export { x };",
    ],
)
def test_a_line_it_cannot_bundle_is_named(write, line):
    write("a.js", "export const a = 1;\n")
    write("b.js", f"const x = 1;\n{line}\n")
    entry = write("entry.js", 'import { b } from "./b.js";\nexport default { b };\n')
    with pytest.raises(BundleError, match=re.escape(line)):
        script(entry)


def test_a_circle_is_refused(write):
    write("a.js", 'import { b } from "./b.js";\nexport const a = 1;\n')
    write("b.js", 'import { a } from "./a.js";\nexport const b = 1;\n')
    entry = write("entry.js", 'import { a } from "./a.js";\nexport default { a };\n')
    with pytest.raises(BundleError, match="imports itself"):
        script(entry)


def test_the_style_of_a_widget_comes_after_that_of_the_kit(write):
    sheet = style(write("own.css", ".own { color: red; }\n"))
    assert sheet.index(".nn-widget") < sheet.index(".own")
