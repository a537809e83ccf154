# A checker class of a locked cell collects failures and reports at the end.
# needs: nothing

# %% locked
class Checker:
    def __init__(self):
        self.failures = []

    def check(self, name, condition):
        if not condition:
            self.failures.append(name)

    def report(self):
        assert not self.failures, "failed: " + ", ".join(self.failures)

checker = Checker()

# %% answer
def sign(x):
    return (x > 0) - (x < 0)

# %% test
checker.check("positive", sign(5) == 1)
checker.check("negative", sign(-2.5) == -1)
checker.check("zero", sign(0) == 0)
checker.report()
