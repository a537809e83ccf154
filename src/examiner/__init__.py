"""examiner: builds and grades nbgrader assignments; student code and test code never share a process."""

#: Goes into every report.
__version__ = "0.1.0"
