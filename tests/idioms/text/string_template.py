# A template of the student's is filled in by the test.
# needs: nothing

# %% answer
from string import Template

letter = Template("Dear $name, you owe $$${amount}.")
short = "Hi {name}, {n:03d}"

# %% test
assert letter.substitute(name="Ann", amount=5) == "Dear Ann, you owe $5."
assert short.format(name="Bo", n=7) == "Hi Bo, 007"
