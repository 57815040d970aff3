#!/usr/bin/env python3
"""Reads, or reads and writes, a calendar with a Python library, and prints one JSON object as the other drivers do.

    peers.py icalendar|vobject parse|parse-write FILE
"""

import json
import resource
import sys
import time


def icalendar(text, writes):
    from icalendar import Calendar
    calendar = Calendar.from_ical(text)
    if writes:
        calendar.to_ical()
    return len(calendar.subcomponents)


def vobject(text, writes):
    from vobject import readOne
    calendar = readOne(text.decode())
    if writes:
        calendar.serialize(validate=False)
    return sum(1 for _ in calendar.getChildren())


def main():
    library, mode, path = sys.argv[1:]
    try:
        __import__(library)
    except ImportError:
        return print(json.dumps({"mode": mode, "missing": True}))
    with open(path, "rb") as file:
        text = file.read()
    start = time.perf_counter()
    items = {"icalendar": icalendar, "vobject": vobject}[library](text, mode == "parse-write")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"mode": mode, "seconds": seconds, "bytes": len(text), "items": items, "peakKiB": peak}))


if __name__ == "__main__":
    main()
