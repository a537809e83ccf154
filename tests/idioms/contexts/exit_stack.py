# The test enters several of the student's managers in an ExitStack.
# needs: nothing

# %% answer
log = []

class Step:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        log.append(f"+{self.name}")
        return self.name

    def __exit__(self, *error):
        log.append(f"-{self.name}")

# %% test
from contextlib import ExitStack
with ExitStack() as stack:
    names = [stack.enter_context(Step(n)) for n in "ab"]
assert names == ["a", "b"]
assert log == ["+a", "+b", "-b", "-a"]
