"""The configuration of a course, as nbgrader itself would read it."""

import os
import sys
from pathlib import Path

from jupyter_core.application import JupyterApp
from traitlets.config import Application, Config

from examiner.errors import ExaminerError

#: Sections that old versions of nbgrader read; nbgrader itself knows what they are called today.
_OLD_SECTIONS = {
    "BaseApp", "BaseNbConvertApp", "BaseNbGraderApp", "BasicConfig", "NbGrader", "NbGraderConfig",
    "TransferApp",
}  # fmt: skip


class _Configuration(JupyterApp):
    """Reads the files that nbgrader would read, without its import, which takes seconds."""

    name = "nbgrader"


def read_settings(root: Path) -> Config:
    """Load the configuration files that ``nbgrader`` reads when it is started in a folder.

    Raises
    ------
    ExaminerError
        If one of them cannot be read.
    """
    app = _Configuration(raise_config_file_errors=True)
    before = Path.cwd()
    os.chdir(root)
    sys.path.insert(0, str(root))  # as nbgrader does: a configuration may import what lies there
    try:
        app.load_config_file()  # those of the user and the system
        Application.load_config_file(app, app.config_file_name, str(root))
        if _OLD_SECTIONS & app.config.keys():
            from nbgrader.apps import NbGraderApp

            app = NbGraderApp(raise_config_file_errors=True)
            app.initialize([])
    except (Exception, SystemExit) as error:  # nbgrader exits at an invalid option
        raise ExaminerError(
            f"The nbgrader configuration of {root} could not be read: {error}",
            "Try 'nbgrader --help' in that folder: it shows the same error.",
        ) from error
    finally:
        os.chdir(before)
    config: Config = app.config
    return config
