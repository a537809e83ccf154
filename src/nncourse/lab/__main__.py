"""Start JupyterLab with the settings of the course: ``python -m nncourse.lab``."""

from nncourse.lab.launch import main

main()
