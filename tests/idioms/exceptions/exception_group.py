# An ExceptionGroup is taken apart with except*.
# needs: nothing

# %% answer
def validate(record):
    problems = []
    if not record.get("name"):
        problems.append(ValueError("no name"))
    if not isinstance(record.get("age"), int):
        problems.append(TypeError("age is no number"))
    if problems:
        raise ExceptionGroup("invalid record", problems)

# %% test
found = []
try:
    validate({})
except* ValueError as group:
    found += [str(e) for e in group.exceptions]
except* TypeError as group:
    found += [str(e) for e in group.exceptions]
assert found == ["no name", "age is no number"]
