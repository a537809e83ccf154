# The test raises an exception of the student's class and looks at its text.
# needs: nothing

# %% answer
class ParseError(Exception):
    def __init__(self, line, text):
        super().__init__(line, text)
        self.line, self.text = line, text

    def __str__(self):
        return f"line {self.line}: {self.text}"

# %% test
error = ParseError(3, "no colon")
assert isinstance(error, Exception)
assert str(error) == "line 3: no colon"
try:
    raise ParseError(1, "empty")
except ParseError as raised:
    assert raised.line == 1
