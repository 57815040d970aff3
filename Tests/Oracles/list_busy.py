#!/usr/bin/env python3
"""Lists occurrences and busy times as recurring-ical-events computes them: list_busy.py FROM UNTIL FILE...

FROM and UNTIL are YYYY-MM-DD, midnights in UTC, UNTIL not included; floating times and dates are in UTC as well. One JSON object a line
and file: `starts`, each a UID and a start, sorted; `busy`, the joined times of events that are opaque and not cancelled.
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def moment(value):
    if not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def end_of(event, start, length):
    """The end: days on the wall clock, hours exactly (RFC 5545 section 3.3.6)."""
    if length is None:
        return moment(event["DTEND"].dt)
    if not isinstance(start, datetime.datetime):
        return moment(start + length)
    # Only durations of whole days are written with days here.
    return moment(start + length) if length == datetime.timedelta(days=1) else moment(start) + length


def report(path, first, last):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    lower, upper = (datetime.datetime.combine(day, datetime.time(), UTC) for day in (first, last))
    # An occurrence that is listed has an end instead of the duration of its event.
    lengths = {str(event["UID"]): event["DURATION"].dt for event in calendar.walk("VEVENT") if "DURATION" in event}
    starts, busy = [], []
    margin = datetime.timedelta(days=4)
    for event in recurring_ical_events.of(calendar).between(lower - margin, upper + margin):
        start = event["DTSTART"].dt
        begin, end = moment(start), end_of(event, start, lengths.get(str(event["UID"])))
        if begin >= upper or end <= lower:
            continue
        text = begin.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(start, datetime.datetime) else start.isoformat()
        starts.append(f"{event['UID']} {text}")
        if event.get("TRANSP") != "TRANSPARENT" and event.get("STATUS") != "CANCELLED":
            busy.append((max(begin, lower), min(end, upper)))
    joined = []
    for begin, end in sorted(busy):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    form = "%Y-%m-%dT%H:%M:%S"
    return {"starts": sorted(starts), "busy": [f"{begin.strftime(form)}/{end.strftime(form)}" for begin, end in joined]}


first, last = (datetime.date.fromisoformat(text) for text in sys.argv[1:3])
for path in sys.argv[3:]:
    print(json.dumps(report(path, first, last)))
