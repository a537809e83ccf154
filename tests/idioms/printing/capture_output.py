# IPython's capture_output around a call of the student's.
# needs: nothing

# %% answer
def shout(text):
    print(text.upper())
    return len(text)

# %% test
from IPython.utils.capture import capture_output
with capture_output() as captured:
    length = shout("abc")
assert captured.stdout.strip() == "ABC"
assert length == 3
