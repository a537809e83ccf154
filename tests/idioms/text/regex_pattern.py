# The answer is a pattern, as text and compiled.
# needs: nothing

# %% answer
import re

pattern = r"\b[A-Z]{2}\d{3}\b"
phone = re.compile(r"^\+?[\d ]{6,}$")

# %% test
import re
assert re.findall(pattern, "CS101 and MA20 or PH345") == ["CS101", "PH345"]
assert isinstance(phone, re.Pattern)
assert phone.match("+49 228 123456") and not phone.match("12-34")
assert [bool(phone.fullmatch(s)) for s in ("123456", "abc")] == [True, False]
