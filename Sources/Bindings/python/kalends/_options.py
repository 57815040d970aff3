"""The options of the functions, each once: their names here, and as the library takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict


class Reading(TypedDict, total=False):
    """How a calendar is read."""

    #: The format of the input; detected from content and name if not given.
    input_format: str | None
    #: The input's name in reports.
    name: str | None
    #: The zone in which the UTC times of Kolab 2.0 objects were meant.
    timezone: str | None
    #: The zone for times that name no zone, or an unknown one.
    default_timezone: str | None
    #: Limits of the readers by name, such as `{"input-size": 1_000_000}`.
    limits: dict[str, int] | None


class Writing(Reading, total=False):
    """How a calendar is read and written."""

    #: Whether canonical lines are written even where the input could be copied.
    normalize: bool
    #: Whether what the format cannot hold is kept in extension fields; true if not given.
    extensions: bool
    #: What becomes of a recurrence that Kolab has no pattern for.
    on_inexpressible: str | None
    #: `message` for Kolab objects in the mail message that carries them.
    envelope: str | None
    #: The consumer that xCal is written for.
    xcal_profile: str | None


class Merging(Writing, total=False):
    """How calendars are put together."""

    #: Which versions of an item are kept: `newest` (if not given), `first`, `all` or `ask-nothing`.
    on_duplicate: str | None


class Checking(Reading, total=False):
    """How a calendar is read and validated."""

    #: The program that reads the calendar, such as `outlook`; it determines severities.
    profile: str | None
    #: Only these rules; `*` matches any letters.
    select: Sequence[str]
    #: Not these rules.
    ignore: Sequence[str]


def members(work: str, kind: type, given: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    """Options in the names and values of the library.

    Args:
        kind: the options that the work has.
        given: some of them.
        others: options that are parameters of their own.

    Raises:
        TypeError: the work has no option of a name.
    """
    for name in given:
        if name not in kind.__annotations__:
            raise TypeError(f"{work}() has no option {name!r}; its options are {', '.join(kind.__annotations__)}")
    options = {_in_camel_case(name): value for name, value in {**given, **others}.items() if value is not None}
    if "extensions" in options:
        options["noExtensions"] = not options.pop("extensions")
    for name in ("select", "ignore"):
        if name in options:
            options[name] = list(options[name])
    return options


def _in_camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)
