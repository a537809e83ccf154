# subTest and assertEqual between objects of the student's class.
# needs: operators

# %% answer
class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __eq__(self, other):
        return (self.a, self.b) == (other.a, other.b)

    def swapped(self):
        return Pair(self.b, self.a)

# %% test
import unittest
case = unittest.TestCase()
for a, b in [(1, 2), ("x", "y")]:
    with case.subTest(a=a, b=b):
        case.assertEqual(Pair(a, b).swapped(), Pair(b, a))
case.assertNotEqual(Pair(1, 2), Pair(2, 1))
