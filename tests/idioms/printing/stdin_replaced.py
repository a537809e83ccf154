# sys.stdin is replaced by a StringIO that the student's code reads.
# needs: patch

# %% answer
import sys

def total():
    return sum(int(line) for line in sys.stdin)

# %% test
import io, sys
saved, sys.stdin = sys.stdin, io.StringIO("1\n2\n3\n")
try:
    assert total() == 6
finally:
    sys.stdin = saved
