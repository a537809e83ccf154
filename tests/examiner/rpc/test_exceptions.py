"""Exceptions across processes: the nearest known class, and no word that a student invented."""

import pytest

from examiner.rpc.exceptions import StudentError, class_of_student, describe, rebuild


def test_exceptions_arrive_as_the_nearest_known_class():
    class Mine(LookupError):
        pass

    error = rebuild(describe(Mine("x")))
    assert type(error) is LookupError
    assert error.args == ("x",)
    assert class_of_student(error) == "LookupError"


def test_an_exception_of_no_known_class_is_a_student_error():
    class Mine(Exception):
        pass

    error = rebuild(describe(Mine("x")))
    assert type(error) is StudentError
    assert class_of_student(error) == "Exception"


def test_an_error_that_was_not_the_students_has_no_class_of_theirs():
    assert class_of_student(ValueError()) is None


def test_an_exception_that_cannot_be_written_is_described():
    class Mute(ValueError):
        def __str__(self):
            raise SystemExit

    assert describe(Mute())["message"] == ""


def test_an_invented_name_is_not_repeated():
    hidden = type("the hidden input is 42", (Exception,), {})
    assert "42" not in class_of_student(rebuild(describe(hidden())))


@pytest.mark.parametrize("raised", [None, 5, {}, {"ancestry": [["builtins", "SystemExit"]]},
                                    {"ancestry": [["os", "path"], ["builtins", "int"]]},
                                    {"ancestry": [["builtins"], "x"], "message": 3}])  # fmt: skip
def test_no_exception_ends_the_process(raised):
    assert isinstance(rebuild(raised), Exception)
