# pytest.raises with the student's exception, whose value is looked at.
# needs: nothing

# %% answer
class Invalid(Exception):
    def __init__(self, field):
        super().__init__(f"{field} is invalid")
        self.field = field

def check(form):
    for field, value in form.items():
        if not value:
            raise Invalid(field)

# %% test
import pytest
with pytest.raises(Invalid) as info:
    check({"name": "Ann", "age": None})
assert info.value.field == "age"
assert info.type is Invalid
assert "age is invalid" in str(info.value)
