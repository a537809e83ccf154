"""The nbgrader course: source/, release/ and the gradebook are where nbgrader expects them."""

c = get_config()  # noqa: F821 - nbgrader gives this name

c.CourseDirectory.course_id = "building-neural-networks"
