"""Names as learning platforms write them, and the instructor's own pattern."""

import pytest

from examiner.errors import ExaminerError
from examiner.submission.names import StudentPattern, owner_of
from examiner.submission.times import parse_time


@pytest.mark.parametrize(
    ("name", "student", "number"),
    [
        ("Jane Doe_12345_assignsubmission_file_", "Jane Doe", "12345"),
        ("Jane Doe_12345_assignsubmission_file", "Jane Doe", "12345"),
        ("Seán O'Brien_12346_assignsubmission_file_task14 (2)", "Seán O'Brien", "12346"),
        ("doejane_12345_678901_task14", "doejane", "12345"),
        ("mustermax_LATE_12346_678902_task14-1", "mustermax", "12346"),
        ("Task 14_s1234567_attempt_2026-11-20-21-45-10_task14", "s1234567", None),
        ("12345-67890 - Jane Doe - Nov 20, 2026 945 PM", "Jane Doe", None),
        ("12345-67890 - Jean-Luc Picard - Nov 2, 2026 1145 AM", "Jean-Luc Picard", None),
        ("jane+task14+2026-11-20 21:45:10.123456 UTC+Qm9y", "jane", None),
        ("39786-640693 - Jane Doe - Oct 10, 2025 1022 AM", "Jane Doe", None),
        ("Participant_12345_assignsubmission_file_", "Participant", "12345"),
        ("anon_5aB3c_678901_task14", "anon_5aB3c", None),
        ("LATE_anon_5aB3c_678901_task14", "anon_5aB3c", None),
        ("Jane Doe - task14", "Jane Doe", None),
        ("Jane Doe - Copy of task14", "Jane Doe", None),
    ],
)
def test_the_student_of_a_platforms_name(name, student, number):
    owner = owner_of(name, ["task14"])
    assert (owner.student, owner.number) == (student, number)


@pytest.mark.parametrize(
    "name", ["task14", "jane", "Jane Doe", "Task 14 - final", "ada_2", "a_b_c"]
)
def test_other_names_are_nobodys(name):
    assert owner_of(name, ["task14"]) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "T_s1_attempt_2026-11-20-21-45-10_task14",
            "T_s1_attempt_2026-11-21-09-00-00_task14",
        ),
        ("1-2 - Ada - Nov 20, 2026 945 AM", "1-2 - Ada - Nov 20, 2026 1130 AM"),
        ("1-2 - Ada - Nov 20, 2026 1130 AM", "1-2 - Ada - Nov 20, 2026 945 PM"),
        ("1-2 - Ada - Nov 30, 2026 945 PM", "1-2 - Ada - Dec 1, 2026 1245 AM"),
        ("ada_1_99_task14", "ada_1_100_task14"),
        ("ada_1_99_task14-2", "ada_1_99_task14-10"),
        (
            "ada+t+2026-11-20 21:45:10.123456 UTC",
            "ada+t+2026-11-20 21:45:11.000000 UTC",
        ),
    ],
)
def test_attempts_sort_as_time_does(earlier, later):
    assert owner_of(earlier).attempt < owner_of(later).attempt


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("T_s1_attempt_2026-11-20-21-45-10_task14", "2026-11-20 21:45:10"),
        ("1-2 - Ada - Nov 20, 2026 945 PM", "2026-11-20 21:45:00"),
        ("ada+t+2026-11-20 21:45:10.123456 UTC+Qm9y", "2026-11-20 21:45:10+00:00"),
        ("ada+t+2026-11-20 21:45:10.123456 Europe/Berlin", "2026-11-20 21:45:10+01:00"),
        ("doejane_12345_678901_task14", "None"),
    ],
)
def test_the_time_in_a_platforms_name_is_read(name, when):
    time = parse_time(owner_of(name).attempt)
    assert str(time).startswith(when)


def test_a_pattern_finds_the_student_the_assignment_and_the_attempt():
    pattern = StudentPattern(r"(?P<assignment>\w+)/(?P<name>[^/_]+)_(?P<id>\d+)_v(?P<attempt>\d+)")
    owner = pattern.find("task14/jane_77_v3.ipynb")
    assert (owner.student, owner.number, owner.assignment) == ("jane", "77", "task14")
    assert owner.attempt < pattern.find("task14/jane_77_v12.ipynb").attempt
    assert pattern.find("elsewhere.ipynb") is None
    assert StudentPattern(r"^([^/]+)/").find("ada/x.ipynb").student == "ada"
    nbgraders = StudentPattern(r".*_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_")
    assert nbgraders.find("T_s1_attempt_2026-11-20-21-45-10_x.ipynb").student == "s1"


@pytest.mark.parametrize("pattern", ["(", "jane", "(?P<student>[", "(?P<who>[^/]+)/"])
def test_a_pattern_that_cannot_be_used_is_refused(pattern):
    with pytest.raises(ExaminerError, match="--student"):
        StudentPattern(pattern)
