# An instance of TestCase serves for its assert methods only.
# needs: nothing

# %% answer
def stats(values):
    return {"n": len(values), "mean": sum(values) / len(values)}

# %% test
from unittest import TestCase
tc = TestCase()
tc.assertEqual(stats([1, 2])["n"], 2)
tc.assertAlmostEqual(stats([0.1, 0.2])["mean"], 0.15)
tc.assertDictEqual(stats([4]), {"n": 1, "mean": 4.0})
tc.assertCountEqual(stats([1]).keys(), ["mean", "n"])
tc.assertIsInstance(stats([1]), dict)
with tc.assertRaises(ZeroDivisionError):
    stats([])
