# The student's function counts in a global, which the test reads.
# needs: nothing

# %% answer
count = 0

def tick():
    global count
    count += 1

# %% test
before = count
for _ in range(3):
    tick()
assert count == before + 3
