"""Around the lessons: starting JupyterLab, the page of the course, and the check of the set-up.

``python -m nncourse.lab`` starts JupyterLab with the settings of the course.
"""
