"""Times as learning platforms, nbgrader and instructors write them."""

import re
from datetime import UTC, datetime, timedelta
from time import tzname
from zoneinfo import ZoneInfo

#: 2026-11-20 21:45:10.123 Europe/Berlin; Blackboard has 2026-11-20-21-45-10.
_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:[T -](?P<hour>\d\d)[:-]?(?P<minute>\d\d)(?:[:-]?(?P<second>\d\d)(?:\.\d+)?)?)?"
    r" *(?P<zone>[A-Za-z][\w/+-]*|[+-]\d\d:?\d\d)?"
)
_SPAN = re.compile(r"(?P<count>\d+(?:\.\d+)?) ?(?P<unit>[hdw])(?:ours?|ays?|eeks?)?")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def parse_time(text: str, *, utc: bool = False) -> datetime | None:
    """Read a time; None if it is none.

    Parameters
    ----------
    text
        A date, or a date and a time, with or without a zone. A date alone means the end of that day.
    utc
        Whether a time without a zone is in UTC, as in nbgrader. Else it is in the zone of this
        machine, as the people who graded saw it.

    Examples
    --------
    >>> str(parse_time("2026-11-20 21:45 +01:00"))
    '2026-11-20 21:45:00+01:00'
    >>> str(parse_time("2026-11-20-21-45-10", utc=True))
    '2026-11-20 21:45:10+00:00'
    >>> str(parse_time("2026-11-20", utc=True)), parse_time("soon")
    ('2026-11-20 23:59:59+00:00', None)
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second = found["hour"], found["minute"], found["second"] or "00"
    clock = f"{hour}:{minute}:{second}" if hour else "23:59:59"
    zone = found["zone"] or ""
    try:
        if zone[:1] in ("+", "-"):
            return datetime.fromisoformat(f"{found['date']}T{clock}{zone}")
        time = datetime.fromisoformat(f"{found['date']}T{clock}")
        if zone:
            if zone in tzname:  # such as CEST, which no database of zones has
                return time.astimezone()
            return time.replace(tzinfo=UTC if zone in ("Z", "UTC") else ZoneInfo(zone))
        return time.replace(tzinfo=UTC) if utc else time.astimezone()
    except (ValueError, OSError, KeyError, OverflowError):  # ZoneInfo raises some of these
        return None


def parse_span(text: str) -> timedelta | None:
    """Read how long an extension is; None if it is none.

    Examples
    --------
    >>> str(parse_span("2 days")), str(parse_span("12h")), parse_span("a while")
    ('2 days, 0:00:00', '12:00:00', None)
    """
    found = _SPAN.fullmatch(text.strip().lower())
    return found and float(found["count"]) * _UNITS[found["unit"]]
