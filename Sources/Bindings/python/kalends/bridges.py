"""Bridges to other packages, each imported when it is needed: icalendar, pandas and pyarrow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import Conversion, Data, Moment, Occurrence, convert, expand

if TYPE_CHECKING:
    import icalendar
    import pandas
    import pyarrow

COLUMNS = ["uid", "summary", "start", "end", "zone", "all_day", "recurrence_id", "is_override", "type"]


def to_icalendar(data: Data, **options: Any) -> icalendar.Calendar:
    """A calendar of any format as one of PyPI's icalendar; `options` are those of `convert`."""
    import icalendar

    calendar = icalendar.Calendar.from_ical(convert(data, to="icalendar", **options).content)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def from_icalendar(calendar: icalendar.Calendar, to: str = "icalendar", **options: Any) -> Conversion:
    """A calendar of PyPI's icalendar in a format; `options` are those of `convert`."""
    return convert(calendar.to_ical(), to=to, input_format="icalendar", **options)


def row(found: Occurrence) -> dict[str, Any]:
    """An occurrence as a row of a table: times as text on their own clocks, as a column of mixed zones cannot hold them."""
    return {
        "uid": found.uid,
        "summary": found.summary,
        "start": found.start.isoformat(),
        "end": found.end and found.end.isoformat(),
        "zone": found.zone,
        "all_day": not isinstance(found.start, datetime),
        "recurrence_id": found.recurrence_id and found.recurrence_id.isoformat(),
        "is_override": found.is_override,
        "type": found.type,
    }


def rows(data: Data, start: Moment | None, end: Moment | None, **options: Any) -> list[dict[str, Any]]:
    """The occurrences of a calendar as rows of a table."""
    return [row(found) for found in expand(data, start, end, **options)]


def to_pandas(data: Data, start: Moment | None = None, end: Moment | None = None, **options: Any) -> pandas.DataFrame:
    """The occurrences of a calendar as a table of pandas; see `expand`."""
    import pandas

    return pandas.DataFrame(rows(data, start, end, **options), columns=COLUMNS)


def to_arrow(data: Data, start: Moment | None = None, end: Moment | None = None, **options: Any) -> pyarrow.Table:
    """The occurrences of a calendar as a table of Arrow; see `expand`."""
    import pyarrow

    types = {"all_day": pyarrow.bool_(), "is_override": pyarrow.bool_()}
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
    return pyarrow.Table.from_pylist(rows(data, start, end, **options), schema=schema)
