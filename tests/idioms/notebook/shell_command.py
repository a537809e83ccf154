# A line that begins with ! runs a command of the system.
# needs: nothing

# %% locked
!echo ready > /dev/null

# %% answer
words = !echo one two
count = len(words[0].split())

# %% test
assert count == 2
