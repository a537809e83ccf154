# unittest.main collects the TestCases of __main__.
# needs: nothing

# %% answer
def add(a, b):
    return a + b

# %% test
import contextlib, io, unittest

class TestAdd(unittest.TestCase):
    def test_numbers(self):
        self.assertEqual(add(1, 2), 3)

    def test_texts(self):
        self.assertEqual(add("a", "b"), "ab")

with contextlib.redirect_stderr(io.StringIO()):
    program = unittest.main(argv=["notebook", "TestAdd"], exit=False)
assert program.result.testsRun == 2
assert program.result.wasSuccessful()
