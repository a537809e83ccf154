"""The check of the set-up says what is wrong and what to do."""

import re

from nncourse import data, progress
from nncourse.lab import setup_check


def fake_project(monkeypatch, requires):
    real = setup_check.importlib.metadata.requires
    monkeypatch.setattr(
        setup_check.importlib.metadata,
        "requires",
        lambda name: requires if name == "building-neural-networks" else real(name),
    )


def test_old_and_missing_packages_are_named_with_a_remedy(monkeypatch):
    wanted = ["numpy>=999", "no-such-package>=1", "pandas", 'pywin32; sys_platform == "plan9"']
    fake_project(monkeypatch, wanted)
    check = setup_check.check_packages()
    assert not check.passed
    assert re.fullmatch(
        r"numpy is [\d.]+, but the course needs >=999; no-such-package is missing", check.found
    )
    assert "make env" in check.remedy


def test_what_the_lessons_need_is_checked_not_only_the_engine(monkeypatch):
    check = setup_check.check_packages()
    assert check.passed
    for package in ("jupyterlab", "nbgrader", "numpy", "scikit-learn", "ipython"):
        assert len(re.findall(rf"\b{package} \d", check.found)) == 1
    fake_project(
        monkeypatch, ["rich", "no-such-package; extra == 'course'", "no-tool; extra == 'x'"]
    )
    assert setup_check.check_packages().found == "no-such-package is missing"


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(setup_check.platform, "python_version", lambda: "3.9.1")
    check = setup_check.check_python()
    assert not check.passed
    assert "3.9.1" in check.found
    assert "needs Python >=3.11" in check.remedy


def test_changed_data_are_named_with_a_remedy(tmp_path, monkeypatch):
    (tmp_path / "bank_marketing.csv").write_text("age\n1\n")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(data, "_folders", lambda: [tmp_path])
    check = setup_check.check_data("bank_marketing")
    assert not check.passed
    assert "sha256 differs" in check.found
    assert "Replace it" in check.found


def test_a_folder_without_right_to_write_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FILE_VARIABLE, str(tmp_path / "none" / "progress.json"))
    check = setup_check.check_progress()
    assert not check.passed
    assert "copy the course" in check.remedy


def test_without_widgets_the_check_says_so():
    _, text = setup_check.WidgetCheck().stand_in()
    assert text.startswith("FAULT Interactive parts do not load")
