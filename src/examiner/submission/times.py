"""Times as learning platforms, nbgrader and instructors write them."""

import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

#: 2026-11-20 21:45:10.123 Europe/Berlin; Blackboard has 2026-11-20-21-45-10.
_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:[T -](?P<hour>\d\d)[:-]?(?P<minute>\d\d)(?:[:-]?(?P<second>\d\d)(?:\.\d+)?)?)?"
    r" *(?P<zone>[A-Za-z][\w/+-]*|[+-]\d\d:?\d\d)?"
)
_SPAN = re.compile(r"(?P<count>\d+(?:\.\d+)?) ?(?P<unit>[hdw])(?:ours?|ays?|eeks?)?")
_IN_UTC = ("Z", "UTC", "GMT")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class _LocalZone(tzinfo):
    """The zone of this machine.

    `datetime.astimezone` keeps the offset of one day: two days later the clocks may have changed.
    """

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return when.replace(tzinfo=None).astimezone().utcoffset() if when else None

    def dst(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return when.replace(tzinfo=None).astimezone().tzname() if when else None


_LOCAL = _LocalZone()


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
        when = datetime.fromisoformat(f"{found['date']}T{clock}")
        return when.replace(tzinfo=_zone(zone, when) if zone else UTC if utc else _here(when))
    except (ValueError, OSError, KeyError, OverflowError):  # ZoneInfo raises some of these
        return None


def needs_zone_data(text: str) -> bool:
    """Tell whether a time names a zone, and this machine knows none: Windows has no list of them."""
    found = _TIME.fullmatch(text.strip())
    return bool(found and (found["zone"] or "")[:1].isalpha() and not available_timezones())


def _here(when: datetime) -> tzinfo:
    """Return the zone of this machine; raises an error if it does not know a time of that year."""
    when.astimezone()
    return _LOCAL


def _zone(name: str, when: datetime) -> tzinfo:
    """Return the zone of a name."""
    if name in _IN_UTC:
        return UTC
    if name == when.astimezone().tzname():  # such as CEST, which no database of zones has
        return _LOCAL
    if name in time.tzname:  # the one of the other half of the year
        west = time.altzone if name == time.tzname[1] else time.timezone
        return timezone(timedelta(seconds=-west), name)
    return ZoneInfo(name)


def parse_span(text: str) -> timedelta | None:
    """Read how long an extension is; None if it is none.

    Examples
    --------
    >>> str(parse_span("2 days")), str(parse_span("12h")), parse_span("a while")
    ('2 days, 0:00:00', '12:00:00', None)
    """
    found = _SPAN.fullmatch(text.strip().lower())
    return found and float(found["count"]) * _UNITS[found["unit"]]
