"""Times of reports as those of Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from ._types import Moment, Occurrence


class Window:
    """Which occurrences are listed; what the library does not know of, such as times of a day, is found out here."""

    def __init__(self, start: Moment | None, end: Moment | None, first: int | None) -> None:
        self.start, self.end, self.first = start, end, first
        self.is_of_times = isinstance(start, datetime) or isinstance(end, datetime)
        #: How many the library is asked for: some more, as the first may be over before a time.
        self.asked = first if first is None or not self.is_of_times else first + 16
        #: Whether the library has to be asked for more.
        self.is_cut = False

    @property
    def options(self) -> dict[str, Any]:
        """The options of the library; those that are None are not given."""
        first, last = day_before(self.start), day_after(self.end)
        return {
            "from": first and first.isoformat(),
            "until": last and last.isoformat(),
            "first": self.asked,
        }

    def occurrences(self, _: bytes, report: dict[str, Any]) -> list[Occurrence]:
        """The occurrences that a report lists and that are within."""
        listed = [occurrence(row) for row in report["occurrences"]]
        if not self.is_of_times:
            return listed
        found = [one for one in listed if is_within(one, self.start, self.end)]
        if self.first is not None and self.asked is not None:
            self.is_cut = len(found) < self.first and len(listed) == self.asked
            self.asked *= 4
        return found[: self.first]


@lru_cache(maxsize=1024)
def named_zone(name: str) -> tzinfo | None:
    """The zone of an IANA name; None for any other name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def moment(text: str, zone: tzinfo | None) -> Moment:
    """A day, or a time on the clock of a zone."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def begun(text: str, utc: str, name: str | None) -> datetime:
    """The time at which the clock of a zone shows a text, and UTC another one."""
    shown = datetime.fromisoformat(text)
    offset = shown - datetime.fromisoformat(utc[:-1])
    start = shown.replace(tzinfo=named_zone(name) if name else timezone.utc)
    if start.utcoffset() == offset:
        return start
    # The clock shows it twice.
    start = start.replace(fold=1)
    if start.utcoffset() == offset:
        return start
    # A zone that only the calendar defines, or in which Python knows other rules: its offset at the start.
    return shown.replace(tzinfo=timezone(offset))


def ended(text: str, start: Moment) -> Moment:
    """When an occurrence is over, on the clock of its start."""
    if not isinstance(start, datetime):
        return moment(text, None)
    end = moment(text, start.tzinfo)
    if isinstance(end, datetime) and (start.fold or end < start) and comparable(end, None) < comparable(start, None):
        # It is over in the hour that the clock shows twice.
        return end.replace(fold=1)
    return end


def occurrence(row: dict[str, Any]) -> Occurrence:
    """An occurrence from a row of a report."""
    begin, utc, over, replaced = row["start"], row["startUTC"], row["end"], row["recurrenceId"]
    start = moment(begin, None) if utc is None else begun(begin, utc, row["zone"])
    recurrence_id: Moment | None = None
    if replaced == begin:
        recurrence_id = start
    elif replaced is not None:
        recurrence_id = moment(replaced, start.tzinfo if isinstance(start, datetime) else None)
    found = object.__new__(Occurrence)
    # The constructor of a frozen class would set one field after the other.
    vars(found).update(
        uid=row["uid"],
        summary=row["summary"],
        start=start,
        end=over and ended(over, start),
        zone=row["zone"],
        recurrence_id=recurrence_id,
        is_override=row["override"],
        type=row["type"],
    )
    return found


def day_before(bound: Moment | None) -> date | None:
    """The first day whose occurrences may take place at a bound or later, whatever their zones."""
    if isinstance(bound, datetime):
        return bound.date() - timedelta(days=2)
    return bound


def day_after(bound: Moment | None) -> date | None:
    """The day after the last whose occurrences may begin before a bound, whatever their zones."""
    if isinstance(bound, datetime):
        return bound.date() + timedelta(days=2)
    return bound


def is_within(found: Occurrence, start: Moment | None, end: Moment | None) -> bool:
    """Whether an occurrence takes place between bounds, of which days were taken into account by the library already."""
    begin, over = comparable(found.start, start or end), comparable(found.end or found.start, start or end)
    if isinstance(end, datetime) and begin >= with_zone(end):
        return False
    if isinstance(start, datetime):
        return over > with_zone(start) or begin >= with_zone(start)
    return True


def with_zone(bound: datetime) -> datetime:
    return bound if bound.tzinfo else bound.replace(tzinfo=timezone.utc)


def comparable(time: Moment, bound: Moment | None) -> datetime:
    """An instant in UTC; floating times and days are on the clock of the bound."""
    clock = bound.tzinfo if isinstance(bound, datetime) and bound.tzinfo else timezone.utc
    if not isinstance(time, datetime):
        time = datetime(time.year, time.month, time.day)
    return (time if time.tzinfo else time.replace(tzinfo=clock)).astimezone(timezone.utc)
