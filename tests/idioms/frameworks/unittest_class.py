# A TestCase of the test is run by a runner that writes into a StringIO.
# needs: nothing

# %% answer
def title(text):
    if not isinstance(text, str):
        raise TypeError("text expected")
    return text.title()

# %% test
import io, unittest

class TestTitle(unittest.TestCase):
    def setUp(self):
        self.text = "a tale of two cities"

    def test_words(self):
        self.assertEqual(title(self.text), "A Tale Of Two Cities")

    def test_empty(self):
        self.assertEqual(title(""), "")

    def test_number(self):
        with self.assertRaises(TypeError):
            title(3)

suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestTitle)
result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
assert result.testsRun == 3
assert result.wasSuccessful(), result.failures + result.errors
