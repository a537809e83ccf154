import shutil

import pytest

from tests.support.variants_course import made


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    return made(tmp_path_factory.mktemp("course"))


@pytest.fixture
def course(built, tmp_path):
    """Give a copy of the course, in which nothing was handed in."""
    return shutil.copytree(built, tmp_path / "course")
