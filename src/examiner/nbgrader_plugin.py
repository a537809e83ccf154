"""nbgrader's own commands through the engine: what ``nbgrader_config.py`` imports.

In ``nbgrader_config.py``::

    from examiner import nbgrader_plugin

    c.GenerateAssignment.preprocessors = nbgrader_plugin.RELEASE_PREPROCESSORS
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = nbgrader_plugin.PREPROCESSORS
    c.GenerateFeedback.preprocessors = nbgrader_plugin.FEEDBACK_PREPROCESSORS

Then ``nbgrader generate_assignment`` makes the releases that ``examiner build`` makes, and
``nbgrader autograde`` gives the points that ``examiner grade`` gives; so do the buttons in
Formgrader. nbgrader's own cleaning steps are left out because the engine rebuilds every notebook on
its key, and because one of them stops the whole run at a notebook with unusual metadata.

There are only names here, so that reading a configuration does not import nbgrader, which takes
seconds.
"""

#: What ``c.GenerateAssignment.preprocessors`` is set to: nbgrader's own, and one more.
RELEASE_PREPROCESSORS = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "examiner.nbgrader_preprocessors.StampRelease",
]
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
