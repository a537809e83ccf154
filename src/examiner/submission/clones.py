"""Clones of a course, as students hand them in: whose they are, and where in them is the work."""

from pathlib import Path

#: Parts of a course that are the name of no student: a clone has them.
COURSE_PARTS = {"release", "source", "notebooks", "assignments", "homework", "tasks", "work"}
#: Parts of a course, or of a gradebook, in which no student works.
NOT_WORKED_IN = {
    "source",
    "autograder_tests",
    "autograded",
    "feedback",
    "tests",
    "src",
    "node_modules",
}


def are_people(path: Path, deeper: dict[str, list[Path]]) -> bool:
    """Tell whether the folders of an assignment below a folder are of several people.

    One person's lie in one another, or in parts of a course; those of a section of a class lie
    side by side.
    """
    for folders in deeper.values():
        owners = set[Path]()
        for folder in folders:
            parts = folder.relative_to(path).parts[:-1]
            while parts and parts[-1] in COURSE_PARTS:
                parts = parts[:-1]
            owners.add(Path(*parts))
        if len(owners) > 1 and not any(
            owner in other.parents for owner in owners for other in owners
        ):
            return True
    return False
