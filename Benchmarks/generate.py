#!/usr/bin/env python3
"""Writes the data the benchmarks run over, the same bytes on every machine.

Everything is written to $KALENDS_BENCH_DIR (default: a folder under the system's temporary folder), never
into the checkout. A file that is already there is kept, so only the first run pays.

    generate.py             all but the 1 GB calendar
    generate.py --huge      the 1 GB calendar too
    generate.py --statistics    the resulting mix of big.ics
"""

import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from dice import Dice

COMPONENTS = 44_672
SMALL_FILES = 20_000
RULES = 2_000
HUGE_BYTES = 1_000_000_000


def folder():
    """The folder of the generated data."""
    default = Path(tempfile.gettempdir()) / "kalends-benchmarks"
    return Path(os.environ.get("KALENDS_BENCH_DIR", default))


PLAIN_WORDS = """agenda budget review planning weekly standup customer release notes please bring the printed
minutes from last time and read them before we meet in the large room on the second floor there will be
coffee call dial in number project schedule update milestones open questions follow up with sales team
about contract renewal deadline travel hotel booking train arrives at station platform""".split()
ACCENTED_WORDS = """Besprechung Übergabe München Zürich Prüfung réunion déjeuner équipe café Größe Straße
señor mañana København 会議 東京 встреча Żółć naïve Çağrı överenskommelse – „Zitat“""".split()
PEOPLE = ["Anna Müller", "Jean Dupont", "Weiß, Ulrike", "Bob Stone", "José García", "Smith, John",
          "Łukasz Nowak", "Mary Major", "Zoë Åberg", "Li Wei", "O'Brien, Pat", "Ines Köhler"]
PLACES = ["Room 4711", "Besprechungsraum „Größe“", "Café München", "Online", "Hauptstraße 12\\, 80331 München",
          "Building 7\\, second floor", "Zürich HB", "HQ / Atrium"]
CATEGORIES = ["WORK", "Büro", "Persönlich", "MEETING", "Travel", "Familie", "Geburtstag", "PROJECT X", "Schulung"]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/London"]
RULES_OF_EVENTS = ["FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=30", "FREQ=DAILY;INTERVAL=2;UNTIL=20271231T230000Z",
                   "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=17", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
                   "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=12"]

# Name, standard offset, daylight offset, the rule of each; Asia/Tokyo has no daylight saving time.
ZONE_RULES = [
    ("Europe/Berlin", "+0100", "+0200", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    ("America/New_York", "-0500", "-0400", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    ("Asia/Tokyo", "+0900", None, None, None),
    ("Europe/London", "+0000", "+0100", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
]


def fold(line):
    """One content line as bytes, in pieces of at most 75 octets that never split a character (§3.1)."""
    data = line.encode()
    if len(data) <= 75:
        return data + b"\r\n"
    pieces, start, room = [], 0, 75
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, 74
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


class Calendar:
    """Makes one component after the other; `uid_tag` makes the UIDs of several calendars different."""

    def __init__(self, seed, uid_tag="000"):
        self.dice = Dice(seed)
        self.uid_tag = uid_tag
        self.count = 0

    def words(self, count):
        dice = self.dice
        return " ".join(dice.pick(ACCENTED_WORDS) if dice.chance(27) else dice.pick(PLAIN_WORDS)
                        for _ in range(count))

    def text(self, words):
        return self.words(words).replace(" and ", "\\, and ").replace(" meet ", "\\n\\nmeet ")

    def uid(self):
        self.count += 1
        return f"{self.count:08d}-{self.dice.below(1 << 32):08x}-{self.uid_tag}@bench.example"

    def day(self):
        return f"{2024 + self.dice.below(4)}{1 + self.dice.below(12):02d}{1 + self.dice.below(28):02d}"

    def clock(self):
        return f"{7 + self.dice.below(10):02d}{self.dice.pick(['00', '15', '30', '45'])}00"

    def person(self, name, role):
        dice = self.dice
        address = "".join(c for c in name.lower() if "a" <= c <= "z") or "person"
        if role == "ORGANIZER":
            return f'ORGANIZER;CN="{name}":mailto:{address}@example.com'
        status = dice.pick(["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"])
        rsvp = ";RSVP=TRUE" if dice.chance(60) else ""
        kind = ";CUTYPE=INDIVIDUAL" if dice.chance(70) else ""
        return (f'ATTENDEE;CN="{name}"{kind};ROLE=REQ-PARTICIPANT;PARTSTAT={status}{rsvp}'
                f":mailto:{address}{dice.below(100)}@example.com")

    def alarm(self):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-PT{5 * (1 + self.dice.below(12))}M"
        yield "DESCRIPTION:" + self.words(3)
        yield "END:VALARM"

    def stamps(self):
        day = self.day()
        yield f"DTSTAMP:{day}T101500Z"
        yield f"CREATED:{day}T{self.clock()}Z"
        yield f"LAST-MODIFIED:{day}T{self.clock()}Z"

    def event(self, uid=None, recurrence_id=None):
        dice = self.dice
        yield "BEGIN:VEVENT"
        own_uid = uid or self.uid()
        yield f"UID:{own_uid}"
        yield from self.stamps()
        day, zone, start = self.day(), dice.pick(ZONES), self.clock()
        form = dice.below(10)
        if recurrence_id:
            yield f"RECURRENCE-ID;TZID={zone}:{recurrence_id}"
        if form == 0:
            yield f"DTSTART;VALUE=DATE:{day}"
        elif form == 1:
            yield f"DTSTART:{day}T{start}Z"
            yield f"DTEND:{day}T180000Z"
        else:
            yield f"DTSTART;TZID={zone}:{day}T{start}"
            yield f"DTEND;TZID={zone}:{day}T180000"
        yield "SUMMARY:" + self.text(3 + dice.below(5))
        if dice.chance(30):
            yield "COMMENT:" + self.text(4 + dice.below(30))
        if dice.chance(25):
            yield f"CONTACT;LANGUAGE=de:{dice.pick(PEOPLE).replace(',', chr(92) + ',')}\\, +49 89 {dice.below(1 << 20)}"
        if dice.chance(75):
            yield "LOCATION:" + dice.pick(PLACES)
        if dice.chance(80):
            yield "DESCRIPTION:" + self.text(12 + dice.below(122))
        if dice.chance(60):
            yield "CATEGORIES:" + ",".join(dice.pick(CATEGORIES) for _ in range(1 + dice.below(2)))
        yield f"SEQUENCE:{dice.below(5)}"
        yield "STATUS:CONFIRMED"
        yield "TRANSP:OPAQUE"
        if dice.chance(50):
            yield "CLASS:PUBLIC"
        if dice.chance(62):
            people = 1 + dice.below(5)
            yield self.person(dice.pick(PEOPLE), "ORGANIZER")
            for _ in range(people):
                yield self.person(dice.pick(PEOPLE), "ATTENDEE")
        if not recurrence_id and dice.chance(20):
            yield "RRULE:" + dice.pick(RULES_OF_EVENTS)
            if dice.chance(40):
                yield f"EXDATE;TZID={zone}:{self.day()}T{start},{self.day()}T{start}"
        if dice.chance(30):
            yield f"X-BENCH-PRIORITY;X-SOURCE=generator:{dice.below(10)}"
        if dice.chance(50):
            yield "X-MOZ-GENERATION:1"
        if dice.chance(10):
            yield f"URL:https://calendar.example.com/events/{own_uid}?view=full&lang=de"
        if dice.chance(42):
            yield from self.alarm()
        yield "END:VEVENT"

    def todo(self):
        dice = self.dice
        yield "BEGIN:VTODO"
        yield f"UID:{self.uid()}"
        yield from self.stamps()
        yield "SUMMARY:" + self.text(6)
        yield f"DUE;TZID={dice.pick(ZONES)}:{self.day()}T170000"
        yield f"PRIORITY:{dice.below(10)}"
        yield f"PERCENT-COMPLETE:{10 * dice.below(11)}"
        yield "STATUS:" + dice.pick(["NEEDS-ACTION", "IN-PROCESS"])
        yield "DESCRIPTION:" + self.text(10 + dice.below(80))
        if dice.chance(30):
            yield from self.alarm()
        yield "END:VTODO"

    def journal(self):
        yield "BEGIN:VJOURNAL"
        yield f"UID:{self.uid()}"
        yield from self.stamps()
        yield f"DTSTART;VALUE=DATE:{self.day()}"
        yield "SUMMARY:" + self.text(5)
        yield "DESCRIPTION:" + self.text(40 + self.dice.below(150))
        yield "END:VJOURNAL"

    def components(self, count):
        """`count` top-level components as bytes: events with overrides, to-dos, journals."""
        made = 0
        while made < count:
            choice = self.dice.below(1000)
            if choice < 867:
                lines = list(self.event())
                yield b"".join(map(fold, lines))
                made += 1
                repeats = any(line.startswith("RRULE") for line in lines)
                if repeats and made < count and self.dice.chance(25):
                    uid = lines[1].removeprefix("UID:")
                    yield b"".join(map(fold, self.event(uid, f"{self.day()}T{self.clock()}")))
                    made += 1
            else:
                maker = self.todo if choice < 957 else self.journal
                yield b"".join(map(fold, maker()))
                made += 1


def header():
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kalends//benchmarks//EN", "CALSCALE:GREGORIAN"]
    for name, standard, daylight, to_standard, to_daylight in ZONE_RULES:
        lines += ["BEGIN:VTIMEZONE", f"TZID:{name}"]
        lines += ["BEGIN:STANDARD", "DTSTART:19701025T030000", f"TZOFFSETFROM:{daylight or standard}",
                  f"TZOFFSETTO:{standard}"]
        lines += [f"RRULE:{to_standard}"] if to_standard else []
        lines += ["END:STANDARD"]
        if daylight:
            lines += ["BEGIN:DAYLIGHT", "DTSTART:19700329T020000", f"TZOFFSETFROM:{standard}",
                      f"TZOFFSETTO:{daylight}", f"RRULE:{to_daylight}", "END:DAYLIGHT"]
        lines += ["END:VTIMEZONE"]
    return b"".join(map(fold, lines))


FOOTER = b"END:VCALENDAR\r\n"


def write_calendar(path, count, seed=1):
    with open(path, "wb") as out:
        out.write(header())
        for component in Calendar(seed).components(count):
            out.write(component)
        out.write(FOOTER)


def write_overrides(path):
    """One daily series of which every occurrence is changed, about 13 MB."""
    calendar = Calendar(9)
    with open(path, "wb") as out:
        out.write(header())
        master = ["BEGIN:VEVENT", "UID:overrides@bench.example", *calendar.stamps(),
                  "DTSTART;TZID=Europe/Berlin:20000101T090000", "DTEND;TZID=Europe/Berlin:20000101T100000",
                  "SUMMARY:Standup", "RRULE:FREQ=DAILY", "END:VEVENT"]
        out.write(b"".join(map(fold, master)))
        for number in range(28_000):
            day = (date(2000, 1, 1) + timedelta(number)).strftime("%Y%m%d")
            override = ["BEGIN:VEVENT", "UID:overrides@bench.example", *calendar.stamps(),
                        f"RECURRENCE-ID;TZID=Europe/Berlin:{day}T090000",
                        f"DTSTART;TZID=Europe/Berlin:{day}T{calendar.clock()}", f"DTEND;TZID=Europe/Berlin:{day}T180000",
                        "SUMMARY:" + calendar.text(4), "DESCRIPTION:" + calendar.text(20), "END:VEVENT"]
            out.write(b"".join(map(fold, override)))
        out.write(FOOTER)


def write_giant_values(path):
    """About 50 MB of which most is four inline attachments and an alternative description in HTML."""
    base64 = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w"
    with open(path, "wb") as out:
        out.write(header())
        for number, component in enumerate(Calendar(7).components(2_000)):
            end = component.rindex(b"END:")
            out.write(component[:end])
            if number % 500 == 0:
                value = (base64 * (11_000_000 // len(base64))).decode()
                out.write(fold("ATTACH;FMTTYPE=application/pdf;ENCODING=BASE64;VALUE=BINARY:" + value))
            if number % 100 == 0:
                html = "<p>" + "caf\u00e9 &amp\\; more " * 6_000 + "</p>"
                out.write(fold("X-ALT-DESC;FMTTYPE=text/html:" + html))
            out.write(component[end:])
        out.write(FOOTER)


def write_huge(path):
    """The components of big.ics over and over, each time with different UIDs, never all in memory."""
    written = 0
    with open(path, "wb") as out:
        written += out.write(header())
        for turn in range(1000):
            for component in Calendar(1, f"{turn:03d}").components(COMPONENTS):
                written += out.write(component)
                if written >= HUGE_BYTES:
                    out.write(FOOTER)
                    return


def write_small_files(path):
    path.mkdir(parents=True)
    opening = fold("BEGIN:VCALENDAR") + fold("VERSION:2.0") + fold("PRODID:-//kalends//benchmarks//EN")
    # Only the masters of a separate calendar: a lone override would be another kind of work.
    components = (c for c in Calendar(3).components(SMALL_FILES * 2) if b"RECURRENCE-ID" not in c)
    for number in range(SMALL_FILES):
        (path / f"{number:05d}.ics").write_bytes(opening + next(components) + FOOTER)


KOLAB_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def kolab_event(dice, number):
    """A Kolab 2.0 event of about one kilobyte."""
    calendar = Calendar(number + 1)
    day = f"{2024 + dice.below(4)}-{1 + dice.below(12):02d}-{1 + dice.below(28):02d}"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<event version="1.0">',
             f" <uid>libkcal-{number:08d}.{dice.below(1 << 30)}</uid>",
             f" <body>{calendar.words(3 + dice.below(12))}</body>",
             f" <categories>{dice.pick(CATEGORIES)}</categories>",
             f" <creation-date>{day}T08:00:00Z</creation-date>",
             f" <last-modification-date>{day}T09:30:00Z</last-modification-date>",
             f" <sensitivity>{dice.pick(['public', 'private'])}</sensitivity>",
             " <product-id>KOrganizer 4.4, Kolab resource</product-id>",
             f" <summary>{calendar.words(4)}</summary>",
             f" <location>Besprechungsraum &amp; Café {dice.below(100)}</location>",
             " <organizer>", "  <display-name>Ines Köhler</display-name>",
             "  <smtp-address>ines@example.com</smtp-address>", " </organizer>",
             f" <start-date>{day}T{8 + dice.below(9):02d}:00:00Z</start-date>",
             f" <end-date>{day}T18:00:00Z</end-date>",
             " <alarm>15</alarm>"]
    if dice.chance(25):
        lines += [' <recurrence cycle="weekly">', "  <interval>1</interval>", f"  <day>{dice.pick(KOLAB_DAYS)}</day>",
                  '  <range type="number">10</range>', " </recurrence>"]
    for _ in range(dice.below(3)):
        lines += [" <attendee>", f"  <display-name>{dice.pick(PEOPLE)}</display-name>",
                  "  <smtp-address>someone@example.com</smtp-address>", "  <status>none</status>",
                  "  <request-response>true</request-response>", "  <role>required</role>", " </attendee>"]
    lines += [" <show-time-as>busy</show-time-as>", " <color-label>none</color-label>", "</event>", ""]
    return "\n".join(lines).encode()


def write_kolab_documents(path):
    path.mkdir(parents=True)
    dice = Dice(11)
    for number in range(SMALL_FILES):
        (path / f"{number:05d}.xml").write_bytes(kolab_event(dice, number))


STORE_EVENTS = 200_000
STORE_PEOPLE = 1000
STORE_FILE = 2000
STORE_WORDS = """planning review budget design lunch release customer workshop training interview status travel garden piano
school doctor""".split()
STORE_RULES = ["FREQ=WEEKLY;COUNT=20", "FREQ=DAILY;COUNT=30", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=40"]


def store_event(dice, number):
    """An event with an organizer and four attendees; each tenth recurs."""
    day = date(2026, 1, 1) + timedelta(days=dice.below(730))
    organizer, first = dice.below(STORE_PEOPLE), dice.below(STORE_PEOPLE)
    lines = ["BEGIN:VEVENT", f"UID:event-{number}@example.com", "DTSTAMP:20260101T000000Z",
             f"DTSTART:{day:%Y%m%d}T{7 + dice.below(11):02}{dice.pick(['00', '15', '30', '45'])}00Z",
             f"DURATION:PT{dice.pick([15, 30, 45, 60, 90, 120])}M",
             f"SUMMARY:{dice.pick(STORE_WORDS).title()} {dice.pick(STORE_WORDS)} {number}",
             f"LOCATION:Room {dice.below(50)}", f"CATEGORIES:{dice.pick(STORE_WORDS).upper()}",
             f"ORGANIZER;CN=Person {organizer}:mailto:p{organizer}@example.com"]
    for step in range(4):
        person = (first + step * (1 + dice.below(200))) % STORE_PEOPLE
        status = dice.pick(["ACCEPTED", "DECLINED", "NEEDS-ACTION", "TENTATIVE"])
        lines.append(f"ATTENDEE;CN=Person {person};PARTSTAT={status}:mailto:p{person}@example.com")
    if number % 10 == 0:
        lines.append(f"RRULE:{dice.pick(STORE_RULES)}")
    return "".join(f"{line}\r\n" for line in lines + ["END:VEVENT"]).encode()


def write_store_calendars(path):
    """The calendars that the store of events with people is filled with."""
    path.mkdir()
    dice = Dice(7)
    for first in range(0, STORE_EVENTS, STORE_FILE):
        events = b"".join(store_event(dice, number) for number in range(first, first + STORE_FILE))
        (path / f"{first:06}.ics").write_bytes(header() + events + FOOTER)


def rule(dice):
    days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    some = ",".join(sorted({dice.pick(days) for _ in range(1 + dice.below(3))}, key=days.index))
    shapes = [
        lambda: f"FREQ=DAILY;INTERVAL={1 + dice.below(9)}",
        lambda: f"FREQ=DAILY;BYDAY={some};BYMONTH={1 + dice.below(12)}",
        lambda: f"FREQ=WEEKLY;INTERVAL={1 + dice.below(4)};BYDAY={some}",
        lambda: f"FREQ=WEEKLY;BYDAY={some};WKST=SU",
        lambda: f"FREQ=MONTHLY;BYMONTHDAY={1 + dice.below(31)}",
        lambda: f"FREQ=MONTHLY;BYMONTHDAY=-{1 + dice.below(10)}",
        lambda: f"FREQ=MONTHLY;BYDAY={dice.pick(['1', '2', '3', '4', '-1'])}{dice.pick(days)}",
        lambda: f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={dice.pick(['1', '-1', '3'])}",
        lambda: f"FREQ=YEARLY;BYMONTH={1 + dice.below(12)};BYMONTHDAY={1 + dice.below(28)}",
        lambda: f"FREQ=YEARLY;BYMONTH={1 + dice.below(12)};BYDAY=-1{dice.pick(days)}",
        lambda: f"FREQ=YEARLY;BYYEARDAY={1 + dice.below(366)}",
        lambda: f"FREQ=YEARLY;BYWEEKNO={1 + dice.below(52)};BYDAY={dice.pick(days)}",
        lambda: f"FREQ=HOURLY;INTERVAL={1 + dice.below(12)}",
        lambda: f"FREQ=MINUTELY;INTERVAL={15 * (1 + dice.below(8))}",
        lambda: "FREQ=DAILY;BYHOUR=9,12,17;BYMINUTE=0,30",
    ]
    text = dice.pick(shapes)()
    end = dice.below(10)
    if end == 0:
        text += f";COUNT={10 + dice.below(900)}"
    elif end == 1:
        text += f";UNTIL={2027 + dice.below(30)}0{1 + dice.below(9)}15T120000Z"
    return text


def write_rules(path):
    """One rule a line: local start, zone, rule, between tabs."""
    dice = Dice(5)
    with open(path, "w", encoding="ascii") as out:
        for _ in range(RULES):
            start = f"{2020 + dice.below(7)}{1 + dice.below(12):02d}{1 + dice.below(28):02d}T{dice.below(24):02d}3000"
            out.write(f"{start}\t{dice.pick(ZONES)}\t{rule(dice)}\n")


def statistics(path):
    data = path.read_bytes()
    physical = data.split(b"\r\n")[:-1]
    logical = []
    for line in physical:
        if line[:1] == b" ":
            logical[-1].append(line)
        else:
            logical.append([line])
    parameters = sum(b"".join(line).split(b":")[0].count(b";") for line in logical)
    non_ascii = sum(1 for line in logical if not b"".join(line).isascii())
    folded = sum(1 for line in logical if len(line) > 1)
    count = len(logical)
    print(f"{len(data):,} bytes, {len(physical):,} physical and {count:,} logical lines, "
          f"{len(data) / count:.1f} bytes and {parameters / count:.2f} parameters a logical line, "
          f"{folded / count:.0%} folded ({1 - count / len(physical):.0%} of physical lines are continuations), "
          f"{non_ascii / count:.0%} with non-ASCII, {data.count(b'BEGIN:VEVENT'):,} events")


def make(path, write, *arguments):
    """Writes `path` under another name and renames it, so that an interrupted run leaves nothing half done."""
    if path.exists():
        return
    unfinished = path.with_name(path.name + ".unfinished")
    if unfinished.is_dir():
        for left_over in unfinished.iterdir():
            left_over.unlink()
        unfinished.rmdir()
    write(unfinished, *arguments)
    unfinished.rename(path)
    print(f"generated {path}", file=sys.stderr)


def main():
    target = folder()
    target.mkdir(parents=True, exist_ok=True)
    if "--statistics" in sys.argv:
        statistics(target / "big.ics")
        return
    make(target / "empty.ics", lambda path: path.write_bytes(header() + FOOTER))
    make(target / "one.ics", write_calendar, 1, 2)
    make(target / "callgrind.ics", write_calendar, COMPONENTS // 100)
    make(target / "mid.ics", write_calendar, COMPONENTS // 10)
    make(target / "big.ics", write_calendar, COMPONENTS)
    make(target / "large.ics", write_calendar, COMPONENTS * 2, 5)
    make(target / "overrides.ics", write_overrides)
    make(target / "giant-values.ics", write_giant_values)
    make(target / "rrules.txt", write_rules)
    make(target / "many", write_small_files)
    make(target / "kolab2", write_kolab_documents)
    make(target / "store", write_store_calendars)
    if "--huge" in sys.argv:
        make(target / "huge.ics", write_huge)


if __name__ == "__main__":
    main()
