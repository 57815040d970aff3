"""Tests of the package over the library that KALENDS_LIBRARY names."""

from __future__ import annotations

import gc
import resource
import sys
import threading
import time
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import kalends
import pytest


def calendar(*lines: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"]
    return "".join(f"{line}\r\n" for line in [*head, *lines, "END:VEVENT", "END:VCALENDAR"]).encode()


DAILY = calendar("DTSTART;TZID=Europe/Berlin:20261024T023000", "DTEND;TZID=Europe/Berlin:20261024T030000", "RRULE:FREQ=DAILY;COUNT=3")


def test_conversion_goes_there_and_back() -> None:
    for name in [one.name for one in kalends.formats() if one.is_written]:
        there = kalends.convert(DAILY, to=name)
        assert there.is_complete and there.outputs, name
        assert kalends.diff(DAILY, kalends.convert(there.content, to="icalendar").content) == [], name


def test_bytes_of_every_kind_are_taken() -> None:
    expected = kalends.convert(DAILY, to="xcal")
    for data in (bytearray(DAILY), memoryview(DAILY), DAILY.decode()):
        assert kalends.convert(data, to="xcal") == expected
    assert kalends.convert(calendar("SUMMARY:a\0b", "DTSTART:20260101"), to="jcal").content


def test_what_is_wrong_is_an_error() -> None:
    with pytest.raises(kalends.Error) as caught:
        kalends.convert(b"", to="xcal")
    assert caught.value.id == "not-a-calendar"
    for options in ({"to": "nothing"}, {"to": "xcal", "default_timezone": "Mars/Olympus"}, {"to": "xcal", "limits": {"x": 1}}):
        with pytest.raises(kalends.Error) as caught:
            kalends.convert(DAILY, **options)
        assert caught.value.id == "request"
    with pytest.raises(kalends.Error, match="input-size"):
        kalends.convert(DAILY, to="xcal", limits={"input-size": 10})
    with pytest.raises(kalends.Error, match="never ends"):
        kalends.expand(calendar("DTSTART:20260101", "RRULE:FREQ=DAILY"))


def test_unknown_options_are_errors() -> None:
    works: list[Any] = [kalends.merge, kalends.validate, kalends.expand, kalends.anonymize]
    for work in works:
        with pytest.raises(TypeError, match="no option 'colour'"):
            work([DAILY], colour=1)


def test_what_is_not_a_calendar_is_an_error() -> None:
    for data in (None, 5, [DAILY], object()):
        with pytest.raises(TypeError):
            kalends.convert(data, to="xcal")  # type: ignore[arg-type]
    for items in (DAILY, DAILY.decode(), [5]):
        with pytest.raises(TypeError):
            kalends.merge(items)  # type: ignore[arg-type]
    with pytest.raises(kalends.Error, match="not in a known format"):
        kalends.convert("\udcff", to="xcal")


def test_parts_are_split_and_merged() -> None:
    other = DAILY.replace(b"UID:1", b"UID:2")
    override = calendar("RECURRENCE-ID;TZID=Europe/Berlin:20261025T023000", "DTSTART;TZID=Europe/Berlin:20261025T120000")
    both = kalends.merge([DAILY, other, override])
    assert kalends.diff(both.content, DAILY + other + override) == []
    parts = kalends.split(both.content)
    assert [output.uid for output in parts.outputs] == ["1", "2"]
    assert kalends.diff(parts.outputs[1].content, other) == []
    assert kalends.diff(kalends.merge([output.content for output in parts.outputs]).content, both.content) == []
    assert len(kalends.merge([DAILY, override], to="kolab-2.1").outputs) == 1
    newer = DAILY.replace(b"UID:1", b"UID:1\r\nSEQUENCE:2")
    assert b"SEQUENCE:2" in kalends.merge([newer, DAILY]).content
    assert b"SEQUENCE" not in kalends.merge([DAILY, newer], on_duplicate="first").content
    with pytest.raises(kalends.Error):
        kalends.merge([])


def test_nothing_personal_is_left() -> None:
    secret = calendar("DTSTART:20260101T090000Z", "SUMMARY:Meet Angela", "ATTENDEE;CN=Angela:mailto:angela@example.com")
    shown = kalends.anonymize(secret)
    assert b"ngela" not in shown.content and len(shown.content) == len(secret)
    assert [one.rule for one in kalends.validate(shown.content)] == [one.rule for one in kalends.validate(secret)]
    message = kalends.convert(secret, to="kolab-2.1", envelope="message").content
    assert b"ngela" not in kalends.anonymize(message).content
    with pytest.raises(kalends.Error):
        kalends.anonymize(b"no calendar")


def test_items_that_fail_are_told() -> None:
    result = kalends.convert(calendar("DTSTART:20260101", "RRULE:FREQ=DAILY;BYHOUR=3,5"), to="kolab-2.1", on_inexpressible="refuse")
    assert not result.is_complete and result.items.failed == 1 and result.losses


def test_occurrences_have_the_times_of_their_zone() -> None:
    found = kalends.expand(DAILY)
    berlin = ZoneInfo("Europe/Berlin")
    assert [one.start for one in found] == [datetime(2026, 10, day, 2, 30, tzinfo=berlin) for day in (24, 25, 26)]
    assert [one.start.utcoffset() for one in found if isinstance(one.start, datetime)] == [
        timedelta(hours=2), timedelta(hours=2), timedelta(hours=1)
    ]  # fmt: skip
    assert found[0].end == datetime(2026, 10, 24, 3, 0, tzinfo=berlin)
    whole = kalends.expand(calendar("DTSTART;VALUE=DATE:20260101"))[0]
    assert (whole.start, whole.zone, whole.recurrence_id) == (date(2026, 1, 1), None, None)
    assert kalends.expand(calendar("DTSTART:20260101T090000"))[0].start == datetime(2026, 1, 1, 9)
    utc = kalends.expand(calendar("DTSTART:20260101T090000Z"))[0].start
    assert utc == datetime(2026, 1, 1, 9, tzinfo=timezone.utc)


def test_windows_are_of_days_or_of_times() -> None:
    assert len(kalends.expand(DAILY, date(2026, 10, 25))) == 2
    assert len(kalends.expand(DAILY, date(2026, 10, 25), date(2026, 10, 26))) == 1
    assert len(kalends.expand(DAILY, first=2)) == 2
    begin = datetime(2026, 10, 25, 0, 45, tzinfo=timezone.utc)
    assert [one.start.day for one in kalends.expand(DAILY, begin)] == [25, 26]
    assert [one.start.day for one in kalends.expand(DAILY, None, begin)] == [24, 25]
    assert kalends.expand(DAILY, begin + timedelta(hours=1), begin + timedelta(hours=2)) == []
    endless = calendar("DTSTART:20260101T090000Z", "DTEND:20260101T091500Z", "RRULE:FREQ=MINUTELY;INTERVAL=20")
    found = kalends.expand(endless, datetime(2026, 3, 1, 9, 5, tzinfo=timezone.utc), first=300)
    assert len(found) == 300 and found[0].start == datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)


def test_validation_knows_profiles_and_rules() -> None:
    found = kalends.validate(DAILY)
    assert {one.rule for one in found} >= {"time-zone-missing"}
    assert kalends.validate(DAILY, ignore=[one.rule for one in found]) == []
    assert {one.rule for one in kalends.validate(DAILY, select=["time-zone-*"])} == {"time-zone-missing"}
    with pytest.raises(kalends.Error):
        kalends.validate(DAILY, select=["no-such-rule"])


def test_series_are_restored() -> None:
    single = [f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:202601{day:02}T090000Z\r\nSUMMARY:A\r\nEND:VEVENT\r\n" for day in range(5, 10)]
    data = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(single) + "END:VCALENDAR\r\n"
    assert "RRULE:FREQ=DAILY" in kalends.restore(data).text


def test_many_are_done_as_one_is() -> None:
    items = [calendar(f"DTSTART:202601{day:02}", f"SUMMARY:{day}") for day in range(1, 29)]
    for jobs in (0, 1, 3):
        assert kalends.convert_many(items, to="xcal", jobs=jobs) == [kalends.convert(one, to="xcal") for one in items]
        assert kalends.validate_many(items, jobs=jobs) == [kalends.validate(one) for one in items]
        assert kalends.expand_many(items, jobs=jobs) == [kalends.expand(one) for one in items]
        assert kalends.split_many(items, jobs=jobs) == [kalends.split(one) for one in items]
        assert kalends.anonymize_many(items, jobs=jobs) == [kalends.anonymize(one) for one in items]
    assert kalends.convert_many([], to="xcal") == []
    with pytest.raises(kalends.Error):
        kalends.convert_many(items, to="nothing")


def test_threads_share_the_library() -> None:
    expected = kalends.convert(DAILY, to="xcal")
    wrong: list[object] = []

    def work() -> None:
        for _ in range(50):
            if kalends.convert(DAILY, to="xcal") != expected:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_memory_stays() -> None:
    """`KALENDS_CALLS` calls, of which the first are to warm up."""
    import os

    calls = int(os.environ.get("KALENDS_CALLS", "3000"))
    for _ in range(1000):
        kalends.convert(DAILY, to="xcal")
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    for _ in range(calls):
        kalends.convert(DAILY, to="xcal")
    print(f"{calls} conversions in {time.perf_counter() - begin:.1f} s", file=sys.stderr)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 << 10


def test_bridges() -> None:
    icalendar = pytest.importorskip("icalendar")
    from kalends import bridges

    read = bridges.to_icalendar(kalends.convert(DAILY, to="xcal").content)
    assert isinstance(read, icalendar.Calendar)
    assert kalends.diff(DAILY, bridges.from_icalendar(read).content) == []
    assert [row["start"] for row in bridges.rows(DAILY, None, None)][0] == "2026-10-24T02:30:00+02:00"


def test_tables() -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    from kalends import bridges

    frame = bridges.to_pandas(DAILY)
    assert isinstance(frame, pandas.DataFrame) and list(frame["uid"]) == ["1", "1", "1"]
    assert bridges.to_arrow(DAILY).to_pylist() == frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert bridges.to_arrow(DAILY, date(2030, 1, 1), date(2031, 1, 1)).schema == bridges.to_arrow(DAILY).schema
