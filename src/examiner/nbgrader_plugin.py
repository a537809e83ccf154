"""nbgrader's own commands through the engine: what ``nbgrader_config.py`` imports.

In ``nbgrader_config.py``::

    from examiner.nbgrader_plugin import FEEDBACK_PREPROCESSORS, PREPROCESSORS

    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = PREPROCESSORS
    c.GenerateFeedback.preprocessors = FEEDBACK_PREPROCESSORS

Then ``nbgrader autograde`` and the button in Formgrader give the points that ``examiner grade``
gives. nbgrader's own cleaning steps are left out because the engine rebuilds every notebook on its
key, and because one of them stops the whole run at a notebook with unusual metadata.

There are only names here, so that reading a configuration does not import nbgrader, which takes
seconds.
"""

#: What ``c.Autograde.autograde_preprocessors`` is set to.
PREPROCESSORS = [
    "examiner.nbgrader_preprocessors.Examine",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
#: What ``c.GenerateFeedback.preprocessors`` is set to.
FEEDBACK_PREPROCESSORS = [
    "examiner.nbgrader_preprocessors.Withhold",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
