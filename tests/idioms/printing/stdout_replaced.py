# sys.stdout is replaced by hand and put back.
# needs: nothing

# %% answer
def countdown(n):
    for i in range(n, 0, -1):
        print(i, end=" ")
    print("go!")

# %% test
import io, sys
saved, sys.stdout = sys.stdout, io.StringIO()
try:
    countdown(3)
    text = sys.stdout.getvalue()
finally:
    sys.stdout = saved
assert text == "3 2 1 go!\n"
