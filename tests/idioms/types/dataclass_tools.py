# fields, asdict, replace and is_dataclass on a student's data class.
# needs: operators

# %% answer
from dataclasses import dataclass

@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0

# %% test
import dataclasses
assert dataclasses.is_dataclass(Version)
assert [f.name for f in dataclasses.fields(Version)] == ["major", "minor"]
assert dataclasses.asdict(Version(3, 11)) == {"major": 3, "minor": 11}
assert dataclasses.replace(Version(3, 11), minor=12).minor == 12
assert max(Version(2, 7), Version(3)) == Version(3, 0)
try:
    Version(1).major = 2
except dataclasses.FrozenInstanceError:
    pass
else:
    raise AssertionError("Version must be frozen")
