"""The autograder for Gradescope: ``python -m nncourse.lab.gradescope task14`` writes its zip file.

In it are the keys of one task, the data, the course as a wheel, and the two scripts that Gradescope
starts. It is for instructors only.
"""

import argparse
import stat
import tempfile
import zipfile
from pathlib import Path

from nncourse.lab.bundle import build_wheel

#: Gradescope's own names for what it starts: once to make the image, and for each submission.
_SCRIPTS = ("setup.sh", "run_autograder")


def write(course, task, folder):
    """Write the autograder of a task.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course, with ``autograder_tests/`` built.
    task : str
    folder : pathlib.Path
        Where to put the zip file; made if it does not exist.

    Returns
    -------
    pathlib.Path
        ``<folder>/gradescope-<task>.zip``.

    Raises
    ------
    ValueError
        If there are no keys of this task.
    """
    keys = sorted((course / "autograder_tests" / task).glob("*"))
    if not keys:
        known = ", ".join(path.name for path in sorted((course / "autograder_tests").iterdir()))
        raise ValueError(f"There is no key for {task!r}. There are: {known}.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"gradescope-{task}.zip"
    with tempfile.TemporaryDirectory() as temporary, zipfile.ZipFile(path, "w") as archive:
        for name in _SCRIPTS:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.external_attr = (stat.S_IFREG | 0o755) << 16
            archive.writestr(info, (course / "ci" / "gradescope" / name).read_bytes())
        wheel = build_wheel(course, Path(temporary))
        data = sorted((course / "data").glob("*.csv"))
        for file in [*keys, *data, course / "requirements.lock"]:
            archive.write(file, file.relative_to(course), zipfile.ZIP_DEFLATED)
        archive.write(wheel, f"wheels/{wheel.name}")
    return path


def main():
    """Write the autograders of the tasks that are named."""
    parser = argparse.ArgumentParser(prog="python -m nncourse.lab.gradescope", description=__doc__)
    parser.add_argument("tasks", nargs="+", metavar="TASK")
    for task in parser.parse_args().tasks:
        try:
            print(f"Written: {write(Path.cwd(), task, Path('build'))}")
        except ValueError as error:
            parser.error(str(error))


if __name__ == "__main__":
    main()
