"""The examples of SPARK.md."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

from conftest import calendar
from pyspark.sql import SparkSession
from test_accounts import GENERATOR

PAGE = Path(__file__).parent.parent / "SPARK.md"


def test_the_page_shows_what_happens(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    meeting = "DTSTART;TZID=Europe/Berlin:20260112T090000", "RRULE:FREQ=WEEKLY;COUNT=3"
    moved = "DTSTART;TZID=Europe/Berlin:20260120T090000", "RECURRENCE-ID;TZID=Europe/Berlin:20260119T090000"
    lunch = ("DTSTART;TZID=Europe/Berlin:20260112T120000",)
    for name, uid, summary, lines in [
        ("meeting", "meeting", "Team meeting", meeting), ("moved", "meeting", "Team meeting", moved), ("lunch", "lunch", "Lunch", lunch),
    ]:  # fmt: skip
        text = calendar(1, *lines).decode()
        start = next(line for line in text.splitlines(keepends=True) if line.startswith("DTSTART"))
        text = text.replace(start, "", 1).replace("UID:1", f"UID:{uid}@example.com").replace("Meeting 1", summary)
        (folder / f"{name}.ics").write_bytes(text.encode())
    (folder / "broken.ics").write_text("no calendar")
    command = [sys.executable, str(GENERATOR), str(tmp_path / "anna"), "--messages", "60"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (tmp_path / "stores").mkdir()
    (tmp_path / "anna" / "store").rename(tmp_path / "stores" / "anna")

    text = PAGE.read_text(encoding="utf-8").replace("/srv/", f"{tmp_path}/")
    test = doctest.DocTestParser().get_doctest(text, {"spark": spark}, PAGE.name, str(PAGE), 0)
    shown: list[str] = []
    result = doctest.DocTestRunner().run(test, out=shown.append)
    assert result.attempted > 10 and result.failed == 0, "".join(shown)
