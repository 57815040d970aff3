#!/usr/bin/env python3
"""Does one work on calendars with a Python library, and prints one JSON object as the other drivers do.

    peers.py icalendar|vobject|kalends parse|parse-write FILE   reads, or reads and writes, a calendar
    peers.py recurring|kalends occurrences FILE                 reads a calendar and lists a month of occurrences
    peers.py kalends overhead FILE                              what a call takes besides the work of the library
    peers.py kalends threads-N FOLDER                           converts calendars of 50 files of a folder each with N threads
"""

import ctypes
import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Sources" / "Bindings" / "python"))

MODULES = {"recurring": "recurring_ical_events"}
MONTH = date(2026, 4, 1), date(2026, 5, 1)
CALLS = 5_000


def icalendar(text, mode):
    from icalendar import Calendar
    calendar = Calendar.from_ical(text)
    if mode == "parse-write":
        calendar.to_ical()
    return len(calendar.subcomponents)


def vobject(text, mode):
    from vobject import readOne
    calendar = readOne(text.decode())
    if mode == "parse-write":
        calendar.serialize(validate=False)
    return sum(1 for _ in calendar.getChildren())


def recurring(text, mode):
    import recurring_ical_events
    from icalendar import Calendar
    return len(recurring_ical_events.of(Calendar.from_ical(text), components=["VEVENT", "VTODO", "VJOURNAL"]).between(*MONTH))


def kalends(text, mode):
    import kalends
    if mode == "occurrences":
        return len(kalends.expand(text, *MONTH))
    return kalends.convert(text, to="icalendar", normalize=True).items.read


def timed(work):
    start = time.perf_counter()
    items = work()
    return time.perf_counter() - start, items


def overhead(text):
    """The time of calls, less that of the library in the same calls."""
    import kalends
    from kalends import _library
    loaded, result, blocks = _library.library(), _library.Result(), _library.blocks([text])
    options = json.dumps({"to": "xcal"}).encode()

    def alone():
        for _ in range(CALLS):
            loaded.kalends_call(0, blocks, 1, options, ctypes.byref(result))
            loaded.kalends_clear(ctypes.byref(result))

    def called():
        for _ in range(CALLS):
            kalends.convert(text, to="xcal")

    called()
    return min(timed(called)[0] for _ in range(3)) - min(timed(alone)[0] for _ in range(3)), CALLS


def threaded(folder, threads):
    """Each thread converts the next calendar as long as there is one."""
    import kalends
    files = [file.read_bytes() for file in sorted(folder.iterdir())[:8_000]]
    texts = [kalends.merge(files[start:start + 50]).content for start in range(0, len(files), 50)] * 40

    def work(rest):
        for text in rest:
            kalends.convert(text, to="xcal")

    work(texts[:8])
    with ThreadPoolExecutor(threads) as pool:
        seconds, _ = timed(lambda: list(pool.map(work, [iter(texts)] * threads)))
    return seconds, len(texts), sum(map(len, texts))


def main():
    library, mode, path = sys.argv[1:]
    try:
        __import__(MODULES.get(library, library))
    except ImportError:
        return print(json.dumps({"mode": mode, "missing": True}))
    if mode.startswith("threads-"):
        seconds, items, size = threaded(Path(path), int(mode.removeprefix("threads-")))
    else:
        text = Path(path).read_bytes()
        size = len(text)
        if mode == "overhead":
            seconds, items = overhead(text)
        else:
            seconds, items = timed(lambda: globals()[library](text, mode))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"mode": mode, "seconds": seconds, "bytes": size, "items": items, "peakKiB": peak}))


if __name__ == "__main__":
    main()
