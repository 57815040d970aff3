#!/usr/bin/env python3
"""Lists occurrences as recurring-ical-events computes them: list_occurrences.py FROM UNTIL FILE...

FROM and UNTIL are YYYY-MM-DD, UNTIL not included. One JSON object a line and file: `file` and `occurrences`, each with `component`,
`uid` and `start` (ISO 8601; instants in UTC, dates and floating times as they are), sorted.
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events


def start_text(value):
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def report(path, first, last):
    with open(path, "rb") as file:
        try:
            calendar = icalendar.Calendar.from_ical(file.read())
            query = recurring_ical_events.of(calendar, components=["VEVENT", "VTODO", "VJOURNAL"], skip_bad_series=True)
            found = query.between(first, last)
        except (ValueError, KeyError, IndexError, TypeError) as reason:
            return {"file": path, "refused": str(reason)}
    occurrences = []
    for component in found:
        start = component.get("DTSTART") or component.get("DUE")
        occurrences.append({"component": component.name, "uid": str(component.get("UID", "")),
                            "start": start_text(start.dt) if start else None})
    return {"file": path, "occurrences": sorted(occurrences, key=lambda o: (o["start"] or "", o["uid"]))}


first, last = (datetime.date.fromisoformat(text) for text in sys.argv[1:3])
for path in sys.argv[3:]:
    print(json.dumps(report(path, first, last), ensure_ascii=False))
