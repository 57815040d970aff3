"""Converts, validates and expands calendars: iCalendar, xCal, jCal and Kolab XML.

The same package brings the command `kalends`. The modules `kalends.bridges` and `kalends.spark` are imported when they are first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from . import _library, _occurrences, _options, _types
from ._library import Data, version
from ._types import Conversion, Difference, Error, Finding, Format, Items, Loss, Moment, Occurrence, Output

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "Conversion", "Data", "Difference", "Error", "Finding", "Format", "Items", "Loss", "Moment", "Occurrence", "Output",
    "anonymize", "anonymize_many", "convert", "convert_many", "diff", "expand", "expand_many", "formats", "merge", "restore", "split",
    "split_many", "validate", "validate_many", "version",
]  # fmt: skip

Result = TypeVar("Result")


def __getattr__(name: str) -> Any:
    if name in ("bridges", "spark"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def convert(data: Data, to: str, **options: Unpack[_options.Writing]) -> Conversion:
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
        extensions: whether what the format cannot hold is kept in extension fields; true if not given.
        on_inexpressible: what becomes of a recurrence that Kolab has no pattern for.
        envelope: `message` for Kolab objects in the mail message that carries them.
        xcal_profile: the consumer that xCal is written for.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    return _of(_types.conversion, "convert", [data], _options.members("convert", _options.Writing, options, to=to))


def convert_many(
    items: Iterable[Data], to: str, *, jobs: int = 0, **options: Unpack[_options.Writing]
) -> list[Conversion | Error]:
    """Writes many calendars in another format, with several threads; see `convert`.

    Args:
        jobs: the number of threads; 0 for one for each processor.

    Returns:
        What became of each input, in their order; an `Error` for one that cannot be read.

    Raises:
        Error: an option is wrong.
    """
    given = _options.members("convert_many", _options.Writing, options, to=to)
    return _of_each(_types.conversion, "convert", items, jobs, given)


def restore(data: Data, to: str = "icalendar", *, open_ended: bool = False, **options: Unpack[_options.Reading]) -> Conversion:
    """Restores the series of single occurrences, and writes them in a format; the options of reading are those of `convert`.

    Args:
        open_ended: whether the rules have no end instead of ending with the last occurrence.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    given = _options.members("restore", _options.Reading, options, to=to, open_ended=open_ended)
    return _of(_types.conversion, "restore", [data], given)


def split(data: Data, to: str = "icalendar", **options: Unpack[_options.Writing]) -> Conversion:
    """Writes a calendar as several, an output for each UID; see `convert`.

    Items without a UID are in one output whose `uid` is empty.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    return _of(_types.conversion, "split", [data], _options.members("split", _options.Writing, options, to=to))


def split_many(
    items: Iterable[Data], to: str = "icalendar", *, jobs: int = 0, **options: Unpack[_options.Writing]
) -> list[Conversion | Error]:
    """Writes each of many calendars as several, with several threads; see `split` and `convert_many`."""
    given = _options.members("split_many", _options.Writing, options, to=to)
    return _of_each(_types.conversion, "split", items, jobs, given)


def merge(items: Iterable[Data], to: str = "icalendar", **options: Unpack[_options.Merging]) -> Conversion:
    """Puts calendars together into one, items of one UID together; the options are those of `convert`, and one more.

    Args:
        on_duplicate: which versions of an item are kept: `newest` (if not given), `first`, `all` or `ask-nothing`.

    Raises:
        Error: there is no input, one cannot be read, or an option is wrong.
    """
    return _of(_types.conversion, "merge", items, _options.members("merge", _options.Merging, options, to=to))


def anonymize(data: Data, **options: Unpack[_options.Reading]) -> Conversion:
    """Writes a calendar that can be shown to others: the same structure and the same findings, nothing personal.

    A mail message gives an output for each calendar that it carries. The options of reading are those of `convert`.

    Raises:
        Error: the input cannot be read, or an option is wrong.
    """
    return _of(_types.conversion, "anonymize", [data], _options.members("anonymize", _options.Reading, options))


def anonymize_many(items: Iterable[Data], *, jobs: int = 0, **options: Unpack[_options.Reading]) -> list[Conversion | Error]:
    """Writes many calendars without anything personal, with several threads; see `anonymize` and `convert_many`."""
    given = _options.members("anonymize_many", _options.Reading, options)
    return _of_each(_types.conversion, "anonymize", items, jobs, given)


def validate(data: Data, **options: Unpack[_options.Checking]) -> list[Finding]:
    """Lists the findings about a calendar, in the order of the file; the options of reading are those of `convert`.

    Args:
        profile: the program that reads the calendar, such as `outlook`; it determines severities.
        select: only these rules; `*` matches any letters.
        ignore: not these rules.

    Raises:
        Error: an option is wrong.
    """
    return _of(_types.findings, "validate", [data], _options.members("validate", _options.Checking, options))


def validate_many(
    items: Iterable[Data], *, jobs: int = 0, **options: Unpack[_options.Checking]
) -> list[list[Finding] | Error]:
    """Lists the findings about many calendars, with several threads; see `validate` and `convert_many`."""
    given = _options.members("validate_many", _options.Checking, options)
    return _of_each(_types.findings, "validate", items, jobs, given)


def expand(
    data: Data,
    start: Moment | None = None,
    end: Moment | None = None,
    *,
    first: int | None = None,
    **options: Unpack[_options.Reading],
) -> list[Occurrence]:
    """Lists the occurrences of a calendar in the order of time; the options of reading are those of `convert`.

    Args:
        start: the first day, on the clock of each occurrence; or a time, for what is not over then.
        end: the day after the last; or a time, for what begins before it. A series without an end needs it, or `first`.
        first: how many occurrences are listed at most; without it, more than 100,000 are an error.

    Raises:
        Error: the input cannot be read, an option is wrong, or a series has no end that would be reached.
    """
    window = _occurrences.Window(start, end, first)
    while True:
        given = _options.members("expand", _options.Reading, options, **window.options)
        found = _of(window.occurrences, "expand", [data], given)
        if not window.is_cut:
            return found


def expand_many(
    items: Iterable[Data],
    start: Moment | None = None,
    end: Moment | None = None,
    *,
    jobs: int = 0,
    **options: Unpack[_options.Reading],
) -> list[list[Occurrence] | Error]:
    """Lists the occurrences of many calendars, with several threads; see `expand` and `convert_many`."""
    window = _occurrences.Window(start, end, None)
    given = _options.members("expand_many", _options.Reading, options, **window.options)
    return _of_each(window.occurrences, "expand", items, jobs, given)


def diff(first: Data, second: Data, *, input_format: str | None = None) -> list[Difference]:
    """Lists what two calendars do not both mean, whatever their formats; an empty list if they mean the same.

    Raises:
        Error: one of them cannot be read.
    """
    given = _options.members("diff", _options.Reading, {"input_format": input_format})
    return _of(_types.differences, "diff", [first, second], given)


def formats() -> list[Format]:
    """Lists the formats that are known."""
    return _of(_types.formats, "formats", [], {})


def _of(result: Callable[[bytes, dict[str, Any]], Result], work: str, inputs: Iterable[Data], options: dict[str, Any]) -> Result:
    return result(*_library.call(work, inputs, options))


def _of_each(
    result: Callable[[bytes, dict[str, Any]], Result], work: str, items: Iterable[Data], jobs: int, options: dict[str, Any]
) -> list[Result | Error]:
    answers = _library.call_many(work, items, options, jobs)
    return [answer if isinstance(answer, Error) else result(*answer) for answer in answers]
