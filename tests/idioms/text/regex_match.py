# The student's function returns a match object.
# needs: nothing

# %% answer
import re

def find_date(text):
    return re.search(r"(?P<year>\d{4})-(\d\d)-(\d\d)", text)

# %% test
match = find_date("due 2024-05-31, late")
assert match is not None and match.group() == "2024-05-31"
assert match.group("year") == "2024" and match.groups()[1:] == ("05", "31")
assert match.start() == 4 and match.span() == (4, 14)
assert match.groupdict() == {"year": "2024"}
assert find_date("never") is None
