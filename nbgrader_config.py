"""The nbgrader course: source/, release/ and the gradebook are where nbgrader expects them."""

from examiner import nbgrader_plugin

c = get_config()  # noqa: F821 - nbgrader gives this name

c.CourseDirectory.course_id = "building-neural-networks"

# nbgrader's commands and formgrader release what `examiner build` makes, and grade in its sandbox.
c.GenerateAssignment.preprocessors = nbgrader_plugin.RELEASE_PREPROCESSORS
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = nbgrader_plugin.PREPROCESSORS
c.GenerateFeedback.preprocessors = nbgrader_plugin.FEEDBACK_PREPROCESSORS

# A test of this course that accepts a wrong answer stops `examiner build`.
c.Examiner.strict = True
