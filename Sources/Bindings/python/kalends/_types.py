"""What the functions of the package give back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Union

#: A moment on a clock, or a whole day.
Moment = Union[datetime, date]


class Error(ValueError):
    """An input that cannot be read, or options that are wrong.

    Attributes:
        id: what `kalends explain` knows it by; `request` for wrong options.
        line: the line of the input; 0 where there is none.
    """

    def __init__(self, message: str, *, id: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.id = id
        self.line = line


@dataclass(frozen=True)
class Loss:
    """Something that a conversion could not convert unchanged."""

    id: str
    #: `preserved`, `altered`, `dropped`, `unchanged` or `duplicate`.
    action: str
    detail: str
    component: str
    uid: str
    property: str
    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """Something that was found in a calendar."""

    rule: str
    #: `info`, `warning` or `error`.
    severity: str
    message: str
    file: str
    line: int
    column: int
    component: str = ""
    uid: str = ""
    property: str = ""
    fixable: bool = False
    fingerprint: str = ""
    path: str = ""
    level: str = ""


@dataclass(frozen=True)
class Output:
    """One file's worth of what was written."""

    content: bytes
    #: The UID of the object that it holds; None where it holds whatever the input held.
    uid: str | None = None


@dataclass(frozen=True)
class Items:
    """How many items were read, and what became of them."""

    read: int = 0
    written: int = 0
    skipped: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Conversion:
    """What a conversion wrote, what it lost, and what it found."""

    outputs: list[Output]
    losses: list[Loss] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    items: Items = Items()

    @property
    def content(self) -> bytes:
        """The only output, or the first one; empty if there is none."""
        return self.outputs[0].content if self.outputs else b""

    @property
    def text(self) -> str:
        """The same as text."""
        return self.content.decode()

    @property
    def is_complete(self) -> bool:
        """Whether no item was skipped or failed."""
        return self.items.skipped + self.items.failed == 0


@dataclass(frozen=True)
class Occurrence:
    """One occurrence of an event, a to-do or a journal entry.

    Times have the zone of their clock; floating ones have none. Whole days are dates, the end being the day after the last.
    """

    uid: str
    summary: str | None
    start: Moment
    #: None if the item states no end.
    end: Moment | None
    #: The zone's name as the calendar knows it; None for floating times and whole days.
    zone: str | None
    #: Which occurrence of its series it is; None outside of a series.
    recurrence_id: Moment | None
    #: Whether an override describes it.
    is_override: bool
    #: What occurs: `event`, `to-do` or `journal`.
    type: str


@dataclass(frozen=True)
class Difference:
    """Something that two calendars do not both mean, as canonical lines."""

    component: str
    uid: str
    recurrence_id: str
    path: str
    only_in_first: list[str]
    only_in_second: list[str]


@dataclass(frozen=True)
class Format:
    """A format that is known."""

    name: str
    title: str
    extensions: list[str]
    media_type: str
    is_read: bool
    is_written: bool
    #: Whether a file of it holds one object.
    holds_one_object: bool


# What users see is of the package.
for _public in (Conversion, Difference, Error, Finding, Format, Items, Loss, Occurrence, Output):
    _public.__module__ = "kalends"


def findings(_: bytes, report: dict[str, Any]) -> list[Finding]:
    """What a call found."""
    return [Finding(**row) for row in report["findings"]]


def conversion(output: bytes, report: dict[str, Any]) -> Conversion:
    """What a call wrote."""
    outputs, start = [], 0
    for row in report["outputs"]:
        outputs.append(Output(output[start : start + row["length"]], row["uid"]))
        start += row["length"]
    return Conversion(outputs, [Loss(**row) for row in report["losses"]], findings(output, report), Items(**report["items"]))


def differences(_: bytes, report: dict[str, Any]) -> list[Difference]:
    """What a comparison found."""
    return [Difference(**{name.replace("-", "_"): value for name, value in row.items()}) for row in report["differences"]]


def formats(_: bytes, report: dict[str, Any]) -> list[Format]:
    """The formats that a report lists."""
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
        for row in report["formats"]
    ]
