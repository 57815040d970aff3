#!/usr/bin/env python3
"""Reads iCalendar files with python-icalendar and prints what it saw: read_with_icalendar.py FILE...

One JSON object a line and file: `file`, `components` (count by name, all levels), `items` (each VEVENT, VTODO, VJOURNAL and
VFREEBUSY: `component`, `uid`, `recurrenceID`, `start`, `summary`; times as written, null where there is none), and
`errors`, the properties it could not understand. A file it refuses has `refused` with the reason instead.
"""

import json
import sys

import icalendar

ITEMS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")


def text_of(component, name):
    value = component.get(name)
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return None
    text = value.to_ical() if hasattr(value, "to_ical") and name != "SUMMARY" else value
    return text.decode() if isinstance(text, bytes) else str(text)


def report(path):
    with open(path, "rb") as file:
        try:
            calendars = icalendar.Calendar.from_ical(file.read(), multiple=True)
        except (ValueError, KeyError, IndexError, TypeError) as reason:
            return {"file": path, "refused": str(reason)}
    counts, items, errors = {}, [], []
    for component in (c for calendar in calendars for c in calendar.walk()):
        counts[component.name] = counts.get(component.name, 0) + 1
        errors += [f"{name}: {reason}" for name, reason in component.errors]
        if component.name in ITEMS:
            items.append({"component": component.name, "uid": text_of(component, "UID"),
                          "recurrenceID": text_of(component, "RECURRENCE-ID"),
                          "start": text_of(component, "DTSTART"), "summary": text_of(component, "SUMMARY")})
    return {"file": path, "components": counts, "items": items, "errors": errors}


for path in sys.argv[1:]:
    print(json.dumps(report(path), ensure_ascii=False))
