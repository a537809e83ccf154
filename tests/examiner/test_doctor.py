"""``examiner doctor``: what it finds, what it advises, and its exit status."""

import ctypes.util
import errno
import json
import platform
import shutil
import sys

import pytest

from examiner import doctor
from examiner.cli import main
from examiner.grading.run import grade_class
from examiner.sandbox import levels, linux
from tests.support import REPO

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


def parts(capsys, *options):
    """Run the command; return its exit status, and its parts by name."""
    status = main(["doctor", "--json", *options])
    found = json.loads(capsys.readouterr().out)
    assert status == (0 if found["can_grade_hidden_tests"] else 2)
    return found, {part["name"]: part for part in found["parts"]}


def no_level(wanted, readable, limits):
    """Find no level of the sandbox, as in a container that forbids everything."""
    failed = [
        {"name": f"level {level}", "passed": False, "detail": "forbidden"} for level in wanted
    ]
    return levels.ProbedLevel(None, False, failed)


@on_linux
def test_it_reaches_the_level_that_grading_reaches(tmp_path):
    notebook = tmp_path / "submitted" / "ada" / "task14" / "task14.ipynb"
    notebook.parent.mkdir(parents=True)
    shutil.copyfile(REPO / "release" / "task14" / "task14.ipynb", notebook)
    report = grade_class([notebook], REPO / "autograder_tests")
    assert doctor.examine().level == report.engine["level"]


def test_every_part_is_found_or_has_a_remedy(capsys):
    found, by_name = parts(capsys)
    assert {"sandbox", "Python", "examiner", "nbgrader", "ipython", "numpy"} <= by_name.keys()
    assert {"Chromium", "Node"} <= by_name.keys()
    for part in by_name.values():
        assert part["found"]
        assert (part["state"] == "ok") == (not part["remedy"]), part
    if found["level"]:
        assert {probe["passed"] for probe in found["probes"] if "level" not in probe["name"]} == {
            True
        }


def test_lines_and_table_say_the_same(capsys, monkeypatch):
    main(["doctor"])
    lines = capsys.readouterr().out
    assert "\x1b" not in lines
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["doctor"])
    table = capsys.readouterr().out
    assert "What to do" in table
    for text in (lines, table):
        assert all(part.name in text for part in doctor.examine().parts)
        assert "Hidden tests can" in text.splitlines()[-1]


@on_linux
def test_without_a_sandbox_it_says_what_stops_each_level_and_what_to_do(capsys, monkeypatch):
    monkeypatch.setattr(levels, "find", no_level)
    assert main(["doctor"]) == 2
    lines = capsys.readouterr().out
    for level in "ABC":
        assert f"failed level {level}: forbidden" in lines
    assert "Hidden tests cannot be graded here: no sandbox." in lines
    assert "level B needs Landlock" in lines
    assert "examiner grade --visible-only" in lines
    assert "--accept-level" not in lines


@on_linux
def test_level_c_is_offered_as_an_option_and_is_no_success(capsys, monkeypatch):
    def only_c(wanted, readable, limits):
        is_c = "C" in wanted
        return levels.ProbedLevel("C", True) if is_c else no_level(wanted, readable, limits)

    monkeypatch.setattr(levels, "find", only_c)
    found, by_name = parts(capsys)
    assert found["level"] is None
    assert "--accept-level C if the course is private" in by_name["sandbox"]["remedy"]


def test_another_system_gets_a_reason(capsys, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    found, by_name = parts(capsys)
    assert by_name["sandbox"]["found"] == "not available on darwin"
    assert "WSL2" in by_name["sandbox"]["remedy"]
    assert not found["can_grade_hidden_tests"]


@on_linux
@pytest.mark.parametrize("machine", ["loongarch64", "s390x"])
def test_another_processor_gets_a_level_or_a_reason(machine, capsys, monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    _, by_name = parts(capsys)
    assert by_name["sandbox"]["state"] in ("ok", "missing")


@on_linux
def test_a_sandbox_that_cannot_be_tried_is_a_reason(capsys, monkeypatch):
    def fail(*arguments):
        raise KeyError("loongarch64")

    monkeypatch.setattr(levels, "find", fail)
    _, by_name = parts(capsys)
    assert "could not be tried (KeyError: 'loongarch64')" in by_name["sandbox"]["found"]


@on_linux
def test_a_missing_library_is_named_with_its_package(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "pyseccomp", raising=False)  # it raises an error on import
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    found, by_name = parts(capsys)
    assert by_name["libseccomp"]["state"] == "missing"
    assert "apt-get install libseccomp2" in by_name["libseccomp"]["remedy"]
    assert by_name["Landlock"]["found"] == "could not be tried without libseccomp"
    assert not found["can_grade_hidden_tests"]


@on_linux
@pytest.mark.parametrize(
    ("setting", "value", "advice"),
    [
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "_userns=0"),
        ("kernel.unprivileged_userns_clone", "0", "_clone=1"),
        ("user.max_user_namespaces", "0", "_namespaces=15000"),
        ("user.max_user_namespaces", "15000", "level B works without them"),
    ],
)
def test_the_setting_that_forbids_user_namespaces_is_named(
    setting, value, advice, tmp_path, monkeypatch
):
    def refuse(flags):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(linux, "unshare", refuse)
    file = tmp_path / setting.replace(".", "/")
    file.parent.mkdir()
    file.write_text(f"{value}\n")
    part = doctor._user_namespaces("missing", tmp_path)
    assert part.state == "missing"
    assert part.found == "forbidden (Operation not permitted)"
    assert advice in part.remedy


@pytest.mark.parametrize(
    ("controllers", "state", "found"),
    [
        ("cpu memory pids", "ok", "delegated, with memory and pids"),
        ("cpu pids", "optional", "delegated, with pids"),
        ("", "optional", "delegated, with neither memory nor pids"),
        (None, "optional", "not mounted"),
    ],
)
def test_control_groups_count_only_with_memory_and_pids(tmp_path, controllers, state, found):
    group = tmp_path / "cgroup" / "user" / "me"
    group.mkdir(parents=True)
    mount = f"29 23 0:26 / {tmp_path}/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n"
    process = tmp_path / "self"
    process.mkdir()
    (process / "mountinfo").write_text("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + mount)
    (process / "cgroup").write_text("4:memory:/old\n0::/user/me\n")
    (group / "cgroup.procs").write_text("")
    if controllers is not None:
        (group / "cgroup.controllers").write_text(controllers)
    part = doctor._cgroup(process)
    assert (part.state, part.found) == (state, found)
