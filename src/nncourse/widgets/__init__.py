"""The widgets of the lessons, one file of Python, JavaScript and style each."""
