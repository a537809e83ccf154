"""examiner: builds and grades nbgrader assignments; student code and test code never share a process."""
