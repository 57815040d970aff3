"""Converts, validates and expands calendars: iCalendar, xCal, jCal and Kolab XML.

The same package brings the command `kalends`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from . import _library, _occurrences, _types
from ._library import Data, version
from ._types import Conversion, Difference, Error, Finding, Format, Items, Loss, Moment, Occurrence, Output

__all__ = [
    "Conversion", "Data", "Difference", "Error", "Finding", "Format", "Items", "Loss", "Moment", "Occurrence", "Output",
    "convert", "convert_many", "diff", "expand", "expand_many", "formats", "restore", "validate", "validate_many", "version",
]  # fmt: skip


def _reading(
    input_format: str | None,
    name: str | None,
    timezone: str | None,
    default_timezone: str | None,
    limits: dict[str, int] | None,
) -> dict[str, Any]:
    return {
        "inputFormat": input_format,
        "name": name,
        "timezone": timezone,
        "defaultTimezone": default_timezone,
        "limits": limits,
    }


def _writing(
    to: str,
    normalize: bool,
    extensions: bool,
    on_inexpressible: str | None,
    envelope: str | None,
    xcal_profile: str | None,
) -> dict[str, Any]:
    return {
        "to": to,
        "normalize": normalize,
        "noExtensions": not extensions,
        "onInexpressible": on_inexpressible,
        "envelope": envelope,
        "xcalProfile": xcal_profile,
    }


def convert(
    data: Data,
    to: str,
    *,
    input_format: str | None = None,
    name: str | None = None,
    timezone: str | None = None,
    default_timezone: str | None = None,
    limits: dict[str, int] | None = None,
    normalize: bool = False,
    extensions: bool = True,
    on_inexpressible: str | None = None,
    envelope: str | None = None,
    xcal_profile: str | None = None,
) -> Conversion:
    """Writes a calendar in another format.

    Args:
        data: the calendar, of any format.
        to: the format to write, such as `icalendar`, `xcal`, `jcal` or `kolab-2.1`; see `formats`.
        input_format: the format of the input; detected from content and name if not given.
        name: the input's name in reports.
        timezone: the zone in which the UTC times of Kolab 2.0 objects were meant.
        default_timezone: the zone for times that name no zone, or an unknown one.
        limits: limits of the readers by name, such as `{"input-size": 1_000_000}`.
        normalize: whether canonical lines are written even where the input could be copied.
        extensions: whether what the format cannot hold is kept in extension fields.
        on_inexpressible: what becomes of a recurrence that Kolab has no pattern for.
        envelope: `message` for Kolab objects in the mail message that carries them.
        xcal_profile: the consumer that xCal is written for.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    options = _reading(input_format, name, timezone, default_timezone, limits)
    options |= _writing(to, normalize, extensions, on_inexpressible, envelope, xcal_profile)
    return _types.conversion(*_library.call("convert", [data], options))


def convert_many(
    items: Iterable[Data],
    to: str,
    *,
    jobs: int = 0,
    input_format: str | None = None,
    timezone: str | None = None,
    default_timezone: str | None = None,
    limits: dict[str, int] | None = None,
    normalize: bool = False,
    extensions: bool = True,
    on_inexpressible: str | None = None,
    envelope: str | None = None,
    xcal_profile: str | None = None,
) -> list[Conversion | Error]:
    """Writes many calendars in another format, with several threads; see `convert`.

    Args:
        jobs: the number of threads; 0 for one for each processor.

    Returns:
        What became of each input, in their order; an `Error` for one that cannot be read.

    Raises:
        Error: an option is wrong.
    """
    options = _reading(input_format, None, timezone, default_timezone, limits)
    options |= _writing(to, normalize, extensions, on_inexpressible, envelope, xcal_profile)
    answers = _library.call_many("convert", items, options, jobs)
    return [answer if isinstance(answer, Error) else _types.conversion(*answer) for answer in answers]


def restore(
    data: Data,
    to: str = "icalendar",
    *,
    open_ended: bool = False,
    input_format: str | None = None,
    name: str | None = None,
    timezone: str | None = None,
    default_timezone: str | None = None,
    limits: dict[str, int] | None = None,
) -> Conversion:
    """Restores the series of single occurrences, and writes them in a format.

    Args:
        open_ended: whether the rules have no end instead of ending with the last occurrence.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    options = _reading(input_format, name, timezone, default_timezone, limits) | {"to": to, "openEnded": open_ended}
    return _types.conversion(*_library.call("restore", [data], options))


def validate(
    data: Data,
    *,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    input_format: str | None = None,
    name: str | None = None,
    limits: dict[str, int] | None = None,
) -> list[Finding]:
    """Lists the findings about a calendar, in the order of the file.

    Args:
        profile: the program that reads the calendar, such as `outlook`; it determines severities.
        select: only these rules; `*` matches any letters.
        ignore: not these rules.

    Raises:
        Error: an option is wrong.
    """
    options = _validating(profile, select, ignore, input_format, name, limits)
    return [_types.finding(row) for row in _library.call("validate", [data], options)[1]["findings"]]


def validate_many(
    items: Iterable[Data],
    *,
    jobs: int = 0,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    input_format: str | None = None,
    limits: dict[str, int] | None = None,
) -> list[list[Finding] | Error]:
    """Lists the findings about many calendars, with several threads; see `validate` and `convert_many`."""
    options = _validating(profile, select, ignore, input_format, None, limits)
    answers = _library.call_many("validate", items, options, jobs)
    return [
        answer if isinstance(answer, Error) else [_types.finding(row) for row in answer[1]["findings"]] for answer in answers
    ]


def _validating(
    profile: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    input_format: str | None,
    name: str | None,
    limits: dict[str, int] | None,
) -> dict[str, Any]:
    options = _reading(input_format, name, None, None, limits)
    return options | {"profile": profile, "select": list(select) or None, "ignore": list(ignore) or None}


def expand(
    data: Data,
    start: Moment | None = None,
    end: Moment | None = None,
    *,
    first: int | None = None,
    input_format: str | None = None,
    name: str | None = None,
    timezone: str | None = None,
    default_timezone: str | None = None,
    limits: dict[str, int] | None = None,
) -> list[Occurrence]:
    """Lists the occurrences of a calendar in the order of time.

    Args:
        start: the first day, on the clock of each occurrence; or a time, for what is not over then.
        end: the day after the last; or a time, for what begins before it. A series without an end needs it, or `first`.
        first: how many occurrences are listed at most.

    Raises:
        Error: the input cannot be read, an option is wrong, or a series has no end that would be reached.
    """
    options = _reading(input_format, name, timezone, default_timezone, limits) | _window(start, end)
    by_time = _by_time(start, end)
    options["first"] = None if by_time else first
    rows = _library.call("expand", [data], options)[1]["occurrences"]
    found = [_occurrences.occurrence(row) for row in rows]
    if by_time:
        found = [one for one in found if _occurrences.is_within(one, start, end)][:first]
    return found


def expand_many(
    items: Iterable[Data],
    start: Moment | None = None,
    end: Moment | None = None,
    *,
    jobs: int = 0,
    input_format: str | None = None,
    timezone: str | None = None,
    default_timezone: str | None = None,
    limits: dict[str, int] | None = None,
) -> list[list[Occurrence] | Error]:
    """Lists the occurrences of many calendars, with several threads; see `expand` and `convert_many`."""
    options = _reading(input_format, None, timezone, default_timezone, limits) | _window(start, end)
    found: list[list[Occurrence] | Error] = []
    for answer in _library.call_many("expand", items, options, jobs):
        if isinstance(answer, Error):
            found.append(answer)
            continue
        listed = [_occurrences.occurrence(row) for row in answer[1]["occurrences"]]
        found.append([one for one in listed if not _by_time(start, end) or _occurrences.is_within(one, start, end)])
    return found


def _window(start: Moment | None, end: Moment | None) -> dict[str, Any]:
    first, last = _occurrences.day_before(start), _occurrences.day_after(end)
    return {"from": first and first.isoformat(), "until": last and last.isoformat()}


def _by_time(start: Moment | None, end: Moment | None) -> bool:
    return isinstance(start, datetime) or isinstance(end, datetime)


def diff(first: Data, second: Data, *, input_format: str | None = None) -> list[Difference]:
    """Lists what two calendars do not both mean, whatever their formats; an empty list if they mean the same.

    Raises:
        Error: one of them cannot be read.
    """
    report = _library.call("diff", [first, second], {"inputFormat": input_format})[1]
    return [Difference(**{name.replace("-", "_"): value for name, value in row.items()}) for row in report["differences"]]


def formats() -> list[Format]:
    """Lists the formats that are known."""
    return [
        Format(
            name=row["name"],
            title=row["title"],
            extensions=row["extensions"],
            media_type=row["mediaType"],
            is_read=row["isRead"],
            is_written=row["isWritten"],
            holds_one_object=row["holdsOneObject"],
        )
        for row in _library.call("formats", [], {})[1]["formats"]
    ]
