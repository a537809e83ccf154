"""Golden files: what a report looked like when somebody last looked at it and was content.

``pytest --update-golden`` writes them anew; read the difference before it is committed.
"""

import pytest

from tests.support import REPO

FOLDER = REPO / "tests" / "golden"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files of tests/golden anew"
    )


@pytest.fixture
def golden(request):
    """Give ``check(name, text)``, which holds a text against a golden file."""

    def check(name, text):
        path = FOLDER / name
        if request.config.getoption("--update-golden", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        if not path.is_file():
            pytest.fail(f"There is no golden file {name}. Make it with pytest --update-golden.")
        kept = path.read_bytes().decode("utf-8")
        assert text == kept, f"{name} differs; if that is right: pytest --update-golden"

    return check
