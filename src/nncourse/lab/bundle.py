"""What students download: ``python -m nncourse.lab.bundle`` writes it as one zip file.

In it is what a student needs and nothing else: lessons, tasks as they are released, data, the course
as a wheel, and a page that says how to begin. What is not named here is not in it. Unpacked and pushed,
it is a repository for JupyterHub, Binder and Codespaces too.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

NAME = "building-neural-networks"

_HERE = Path(__file__).parent
#: Files beside this module, and their names in the bundle.
_OWN = {
    "start_here.html": "START-HERE.html",
    "devcontainer.json": ".devcontainer/devcontainer.json",
    "binder_post_build.sh": "postBuild",
}

#: Folders of the course, and the files of each that go along.
_FOLDERS = {
    "notebooks": ("*.ipynb", "pictures/*"),
    "release": ("*/*.ipynb",),
    "data": ("*.csv", "README.md"),
}
_FILES = ("LICENSE", "LICENSE-content")
#: One date for all files: the same course gives the same bytes.
_DATE = (2026, 1, 1, 0, 0, 0)


def write(course, folder):
    """Write the bundle.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course, with ``release/`` built.
    folder : pathlib.Path
        Where to put the zip file; made if it does not exist.

    Returns
    -------
    pathlib.Path
        ``<folder>/building-neural-networks.zip``.
    """
    files = {_HERE / own: name for own, name in _OWN.items()}
    for name in _FILES:
        files[course / name] = name
    for name, patterns in _FOLDERS.items():
        for pattern in patterns:
            for path in sorted((course / name).glob(pattern)):
                if ".ipynb_checkpoints" not in path.parts:
                    files[path] = path.relative_to(course).as_posix()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        wheel = build_wheel(course, Path(temporary))
        files[wheel] = f"wheels/{wheel.name}"
        contents = {name: path.read_bytes() for path, name in files.items()}
    contents["environment.yml"] = _environment(course, wheel.name).encode()
    contents["requirements.txt"] = (
        f"--constraint constraints.txt\n./wheels/{wheel.name}[course]\n".encode()
    )
    contents["constraints.txt"] = (course / "requirements.lock").read_bytes()
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(contents):
            info = zipfile.ZipInfo(f"{NAME}/{name}", _DATE)
            archive.writestr(info, contents[name], zipfile.ZIP_DEFLATED)
    return path


def build_wheel(course, folder):
    """Build the wheel of the course."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The wheel could not be built. Run 'make env'.\n{done.stderr}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def _environment(course, wheel):
    """Return environment.yml with the wheel in place of the folder of the course."""
    text = (course / "environment.yml").read_text(encoding="utf-8")
    return text.replace("--editable .", f"./wheels/{wheel}")


def main():
    """Write the bundle of the course in this folder."""
    parser = argparse.ArgumentParser(prog="python -m nncourse.lab.bundle", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path("build"), help="default: build"
    )
    path = write(Path.cwd(), parser.parse_args().folder)
    with zipfile.ZipFile(path) as archive:
        count = len(archive.namelist())
    print(f"Written: {path} ({count} files, {path.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
