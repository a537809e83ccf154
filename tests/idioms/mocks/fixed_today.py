# datetime.date is replaced by a class with a fixed today().
# needs: patch

# %% answer
import datetime

def days_left():
    return (datetime.date(2030, 1, 1) - datetime.date.today()).days

# %% test
import datetime
from unittest.mock import patch

class Fixed(datetime.date):
    @classmethod
    def today(cls):
        return cls(2029, 12, 30)

with patch("datetime.date", Fixed):
    assert days_left() == 2
