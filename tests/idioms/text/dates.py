# Dates, times and differences as answers and arguments.
# needs: nothing

# %% answer
from datetime import date, datetime, timedelta

def workday(day):
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day

start = datetime(2024, 2, 28, 23, 30)
end = start + timedelta(hours=1)

# %% test
from datetime import date, datetime, timedelta
assert workday(date(2024, 6, 1)) == date(2024, 6, 3)
assert end - start == timedelta(minutes=60)
assert end.strftime("%d.%m.%Y") == "29.02.2024"
assert isinstance(start, datetime) and isinstance(start, date)
assert end > start and (end - start).total_seconds() == 3600
