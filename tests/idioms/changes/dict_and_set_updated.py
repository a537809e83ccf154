# A dict, a nested list and a set of the test are updated.
# needs: changes

# %% answer
def enrol(courses, student, course, seen):
    courses.setdefault(course, []).append(student)
    seen.add(student)

# %% test
courses, seen = {"maths": ["Ann"]}, set()
enrol(courses, "Bo", "maths", seen)
enrol(courses, "Bo", "art", seen)
assert courses == {"maths": ["Ann", "Bo"], "art": ["Bo"]}
assert seen == {"Bo"}
