"""The nbgrader course: source/, release/ and the gradebook are where nbgrader expects them."""

from examiner.nbgrader_plugin import FEEDBACK_PREPROCESSORS, PREPROCESSORS

c = get_config()  # noqa: F821 - nbgrader gives this name

c.CourseDirectory.course_id = "building-neural-networks"

# `nbgrader autograde` and formgrader grade with examiner, in its sandbox.
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = PREPROCESSORS
c.GenerateFeedback.preprocessors = FEEDBACK_PREPROCESSORS

# A test of this course that accepts a wrong answer stops `examiner build`.
c.Examiner.strict = True
