#!/usr/bin/env python3
"""Writes a mail store as Kolab 2.0 servers held them, the same bytes for the same arguments on every machine.

    mail_store.py FOLDER --messages 2000 [--seed 1]

Below FOLDER/store: Maildir++ accounts, mbox files, a copy of a Cyrus spool, plain folders. Events, tasks and all other
objects by several programs with their quirks, ordinary mail between them, one in a hundred broken. Changed occurrences
are stored apart as the programs stored them, with decoys that look alike.

FOLDER/expected.json lists what a migration has to find: counts, each occurrence with its series and its original day.
Times are those of people in Europe/Berlin in 2010 and 2011.
"""

import argparse
import base64
import json
import os
import quopri
from datetime import date, datetime, timedelta
from pathlib import Path

from dice import Dice

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WORDS = ["Besprechung", "Jour fixe", "Team", "Kunde", "Übergabe", "Planung", "Bericht", "Schulung", "Abnahme", "Zähler",
         "Review", "Budget", "Telefonat", "Messe", "Prüfung", "Release"]


def last_sunday(year, month):
    day = date(year, month, 31 if month in (3, 10) else 30)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def utc(local):
    """The UTC time of a local time in Berlin that is not in the hour of a clock change."""
    begin = datetime.combine(last_sunday(local.year, 3), datetime.min.time()) + timedelta(hours=3)
    end = datetime.combine(last_sunday(local.year, 10), datetime.min.time()) + timedelta(hours=3)
    return local - timedelta(hours=2 if begin <= local < end else 1)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Program:
    """How one program writes objects and messages."""

    def __init__(self, name, product, encoding, uid, blank="", declares=True, kolab_type=True, tnef=False, extra=()):
        self.name, self.product, self.encoding, self.uid = name, product, encoding, uid
        self.blank, self.declares, self.kolab_type, self.tnef, self.extra = blank, declares, kolab_type, tnef, extra


PROGRAMS = [
    Program("kontact", "KOrganizer 3.4.0, Kolab resource", "quoted-printable", "libkcal-{0}.{1}", blank=" ",
            extra=["<pilot-sync-id>0</pilot-sync-id>", "<pilot-sync-status>0</pilot-sync-status>"]),
    Program("akonadi", "Akonadi 4.8, Kolab resource", "quoted-printable", "libkcal-{0}.{1}",
            extra=['<x-custom key="X-KDE-Flag" value="a &amp; b"/>']),
    Program("horde", "Horde::Kolab", "quoted-printable", "{2}", declares=False, extra=["<creator>horde</creator>", "<estimate></estimate>"]),
    Program("synckolab", "Synckolab 3.0.4, Calendar Sync", "base64", "{2}", extra=["<revision>0</revision>", "<revision>0</revision>"]),
    Program("roundcube", "Roundcube-libkolab-0.9 Libkolab-0.4, Kolab resource", "8bit", "{3}-{4}"),
    Program("toltec", "Toltec Connector Open Format (2.0)", "base64", "{5}", tnef=True),
    Program("bynari", "Bynari Insight Connector 3.0", "7bit", "{2}", kolab_type=False),
    Program("evolution", "Evolution/libekolabconv", "quoted-printable", "{2}"),
]
BY_NAME = {program.name: program for program in PROGRAMS}


class Store:
    def __init__(self, root, messages, seed):
        self.dice = Dice(seed)
        self.root = root
        self.limit = messages
        self.count = 0
        self.number = 0
        self.expected = {"messages": 0, "files": 0, "mail": 0, "broken": 0, "objects": 0, "certain": [], "likely": [], "refused": []}

    # Objects

    def uid(self, program):
        stem = self.dice.hex(24)
        outlook = "040000008200E00074C5B7101A82E008" + "00000000" + (self.dice.hex(16) + "00000000000000001000000000" + self.dice.hex(6)).upper()
        return program.uid.format(self.dice.below(10**9), self.dice.below(1000), self.dice.hex(32), self.dice.hex(32).upper(),
                                  self.dice.hex(16).upper(), outlook)

    def event(self, program, **fields):
        return self.xml("event", program, fields)

    def xml(self, kind, program, fields):
        """An object; fields in the order of the format, without None."""
        close = program.blank + ">"
        declaration = '<?xml version="1.0" encoding="UTF-8"?>' if program.declares else '<?xml version="1.0"?>'
        lines = [declaration, f'<{kind} version="1.0"{close}']
        for name, value in fields.items():
            name = name.replace("_", "-")
            if value is None:
                continue
            for one in value if isinstance(value, list) else [value]:
                if name == "recurrence":
                    lines.append(one)
                elif one.startswith("<"):
                    lines.append(f" <{name}{close}{one}</{name}>")
                else:
                    lines.append(f" <{name}{close}{escape(one)}</{name}>")
        lines += [" " + extra for extra in program.extra]
        lines.append(f"</{kind}>")
        return "\n".join(lines) + "\n"

    def recurrence(self, day, exclusions, until=None, interval=1):
        text = f'<recurrence cycle="weekly">\n  <interval>{interval}</interval>\n  <day>{DAYS[day]}</day>\n'
        text += f'  <range type="date">{until}</range>\n' if until else '  <range type="none"></range>\n'
        text += "".join(f"  <exclusion>{one}</exclusion>\n" for one in exclusions)
        return " " + text + " </recurrence>"

    # Messages

    def message(self, xml, kind, program, uid, line_end, charset="utf-8", attachment=None, signed=False, odd=None):
        boundary = "Boundary-00=_" + self.dice.hex(12)
        media = f"application/x-vnd.kolab.{kind}"
        raw = xml.encode(charset)
        encoding = program.encoding
        if encoding == "7bit":
            raw = b"".join(bytes([b]) if b < 128 else b"" for b in xml.encode("ascii", "xmlcharrefreplace"))
        if encoding == "quoted-printable":
            body = quopri.encodestring(raw)
        elif encoding == "base64":
            body = base64.encodebytes(raw)
        else:
            body = raw
        outer = "text/plain" if odd == "hidden" else "multipart/mixed"
        header = [f"From: {program.name} user <user@example.org>", f"Subject: {uid}", "Date: Wed, 17 Nov 2010 09:12:33 +0100"]
        header.append(f"User-Agent: {program.product}")
        if odd != "untyped" and program.kolab_type:
            header.append(f"X-Kolab-Type: {media}")
        header += ["X-Sync-Folder: a\n\tb  c", "MIME-Version: 1.0"]
        if signed:
            header.append(f'Content-Type: multipart/signed; micalg=pgp-sha1; protocol="application/pgp-signature"; boundary="{boundary}"')
        else:
            header.append(f'Content-Type: {outer};\n  boundary="{boundary}"')
        text = "Dies ist ein Kolab Groupware-Objekt.\nFrom here on it is XML.\n".encode("latin-1")
        parts = [b"Content-Type: text/plain; charset=\"us-ascii\"\nContent-Transfer-Encoding: 7bit\n\n" + text]
        object_part = (f'Content-Type: {media}; name="kolab.xml"\nContent-Transfer-Encoding: {encoding}\n'
                       f'Content-Disposition: attachment; filename="kolab.xml"\n\n').encode()
        parts.append(object_part + body)
        if program.tnef or attachment:
            parts.append(b'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
                         + base64.encodebytes((uid * 5).encode()))
        message = "\n".join(header).encode() + b"\n\nThis is a multi-part message in MIME format.\n"
        for part in parts:
            message += b"--" + boundary.encode() + b"\n" + part + (b"" if part.endswith(b"\n") else b"\n")
        message += b"--" + boundary.encode() + b"--\n"
        return message.replace(b"\n", line_end)

    def mail(self, line_end):
        words = " ".join(self.dice.pick(WORDS) for _ in range(30 + self.dice.below(80)))
        text = f"From: someone <s@example.com>\nTo: user@example.org\nSubject: {self.dice.hex(8)}\nMessage-ID: <{self.dice.hex(16)}@example.com>\n"
        text += f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}\nFrom nobody in particular.\n"
        return text.encode().replace(b"\n", line_end)

    # Folders

    def when(self):
        """A start of an ordinary entry, on a working day in office hours."""
        day = date(2010, 1, 4) + timedelta(days=7 * self.dice.below(60) + self.dice.below(5))
        return datetime.combine(day, datetime.min.time()) + timedelta(hours=7 + self.dice.below(10), minutes=15 * self.dice.below(4))

    def summary(self):
        self.number += 1
        return f"{self.dice.pick(WORDS)} {self.dice.pick(WORDS)} {self.number}"

    def fields(self, program, start, minutes, **more):
        created = start - timedelta(days=20 + self.dice.below(100), minutes=self.dice.below(600))
        fields = {"product_id": program.product, "uid": self.uid(program), "body": "Erste Zeile\n\nFrom dort, Größe & Maß",
                  "categories": "Arbeit", "creation_date": stamp(created), "last_modification_date": stamp(created + timedelta(days=3)),
                  "sensitivity": "public", "summary": self.summary(), "location": "Raum 5",
                  "organizer": "<display-name>Ä. Meier</display-name><smtp-address>meier@example.org</smtp-address>",
                  "start_date": stamp(utc(start)), "end_date": stamp(utc(start + timedelta(minutes=minutes)))}
        fields.update(more)
        return fields

    def single(self, program):
        start = self.when()
        fields = self.fields(program, start, 60)
        roll = self.dice.below(20)
        if roll == 0:
            fields["start_date"], fields["end_date"] = str(start.date()), str(start.date())
        elif roll == 1:
            fields["creation_date"] = fields["creation_date"].replace("Z", "+00:00")
        elif roll == 2:
            fields["last_modification_date"] += "Z"
        elif roll == 3:
            fields["start_date"], fields["end_date"] = "2010-10-31T00:30:00Z", "2010-10-31T03:30:00Z"
        elif roll == 4:
            fields["alarm"] = "15"
        elif roll == 5:
            fields["attendee"] = ["<display-name>B</display-name><smtp-address>b@example.org</smtp-address><status>accepted</status>"] * 2
        return fields

    def series(self, program, exclusions=(), weeks=0):
        start = self.when()
        day = start.weekday()
        dates = [start.date() + timedelta(days=7 * (2 + 3 * index)) for index in range(max(1, len(exclusions)))]
        fields = self.fields(program, start, 60)
        return start, day, dates, fields

    def group(self, kind):
        """A series with what was changed in it, as one program stores that: messages, and what is expected of them."""
        program = {"roundcube": "roundcube", "roundcube-moved": "roundcube", "roundcube-early": "roundcube", "outlook": "bynari",
                   "outlook-files": "toltec", "identical": "horde"}.get(kind, "kontact")
        program = BY_NAME[program]
        start, day, dates, master = self.series(program)
        excluded = dates[0]
        begin = datetime.combine(excluded, start.time())
        exception = dict(master)
        if kind.startswith("outlook"):
            stem = self.dice.hex(16).upper()
            master["uid"] = "040000008200E00074C5B7101A82E008" + "00000000" + stem + "0000000000000000100000" + "00" + stem[:8]
            year, month, of_month = excluded.year, excluded.month, excluded.day
            exception["uid"] = master["uid"][:32] + f"{year:04X}{month:02X}{of_month:02X}" + master["uid"][40:]
            begin += timedelta(hours=2)
        elif kind == "roundcube":
            exception["uid"] = master["uid"][:-2] + excluded.strftime("-%Y%m%d-") + master["uid"][-2:]
            exception["location"] = "Raum 7"
        elif kind == "roundcube-moved":
            begin += timedelta(days=1, hours=1)
            excluded = begin.date()
            exception["uid"] = master["uid"][:-2] + excluded.strftime("-%Y%m%d-") + master["uid"][-2:]
        elif kind == "roundcube-early":
            exception["uid"] = master["uid"] + excluded.strftime("-%Y%m%d")
            exception["summary"] = "Anders: " + exception["summary"]
        elif kind == "identical":
            begin += timedelta(hours=3)
            exception.pop("body")
        else:
            exception["uid"] = self.uid(program)
        changed = datetime.combine(excluded - timedelta(days=2), start.time())
        master["last_modification_date"] = stamp(changed)
        exception["creation_date"] = stamp(changed + timedelta(seconds=5))
        exception["last_modification_date"] = stamp(changed + timedelta(seconds=40))
        if kind in ("apart", "not-excluded"):
            # Made by hand, long after the day was excluded.
            exception["creation_date"] = exception["last_modification_date"] = stamp(changed + timedelta(hours=30))
        if kind == "other-organizer":
            exception["organizer"] = "<display-name>X</display-name><smtp-address>other@example.com</smtp-address>"
        if kind == "not-excluded":
            begin += timedelta(days=7)
        exception["start_date"] = stamp(utc(begin))
        exception["end_date"] = stamp(utc(begin + timedelta(minutes=60)))
        rule = self.recurrence(day, [str(excluded)])
        ordered = {}
        for name, value in master.items():
            ordered[name] = value
        ordered["recurrence"] = rule
        messages = [(ordered, program), (exception, program)]
        if kind == "tie":
            twin = dict(exception)
            twin["uid"] = self.uid(program)
            messages.append((twin, program))
        original = dates[0]
        link = {"series": master["uid"], "exception": exception["uid"], "day": str(original), "kind": kind}
        return messages, link

    CERTAIN = ["roundcube", "roundcube-moved", "roundcube-early", "outlook", "identical"]
    LIKELY = ["kontact", "apart"]
    DECOYS = ["tie", "other-folder", "other-organizer", "not-excluded", "outlook-files"]

    def folder(self, write, line_end, size, other_folder):
        """Fills one folder with about `size` messages; `write` takes each one."""
        written = 0
        while written < size and self.count < self.limit:
            roll = self.dice.below(100)
            if roll < 4:
                kind = self.dice.pick(self.CERTAIN + self.LIKELY + self.DECOYS)
                messages, link = self.group(kind)
                if kind in self.CERTAIN:
                    self.expected["certain"].append(link)
                elif kind in self.LIKELY:
                    self.expected["likely"].append(link)
                elif kind == "outlook-files":
                    self.expected["refused"].append(link)
                for index, (fields, program) in enumerate(messages):
                    message = self.message(self.xml("event", program, fields), "event", program, fields["uid"], line_end)
                    if kind == "other-folder" and index == 1:
                        other_folder.append(message)
                        continue
                    write(message)
                    written += 1
                    self.note("objects")
                continue
            write(self.one(roll, line_end))
            written += 1

    def note(self, what):
        self.count += 1
        self.expected["messages"] += 1
        self.expected[what] += 1

    def one(self, roll, line_end):
        """One message that belongs to no group."""
        program = self.dice.pick(PROGRAMS)
        if roll < 5:
            self.note("broken")
            return self.broken(program, line_end)
        if roll < 19:
            self.note("mail")
            return self.mail(line_end)
        self.note("objects")
        if roll < 27:
            start = self.when()
            fields = self.fields(program, start, 60)
            fields.pop("end_date")
            fields.update(priority="3", completed="0", status="not-started", due_date=stamp(utc(start + timedelta(days=2))))
            return self.message(self.xml("task", program, fields), "task", program, fields["uid"], line_end)
        if roll < 42:
            kind = self.dice.pick(["contact", "note", "journal", "distribution-list", "configuration"])
            uid = self.uid(program)
            xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} version="1.0">\n <uid>{uid}</uid>\n <summary>Jürgen</summary>\n</{kind}>\n'
            return self.message(xml, kind, program, uid, line_end)
        if roll < 57:
            start, day, dates, fields = self.series(program)
            exclusions = [str(dates[0] + timedelta(days=7))] if roll < 47 else []
            until = str(start.date() + timedelta(days=300)) if roll % 2 else None
            ordered = dict(fields)
            ordered["recurrence"] = self.recurrence(day, exclusions, until, 1)
            return self.message(self.xml("event", program, ordered), "event", program, fields["uid"], line_end)
        fields = self.single(program)
        xml = self.event(program, **fields)
        odd = {57: "hidden" if program.kolab_type else None, 58: "untyped"}.get(roll)
        charset = "latin-1" if roll == 59 and program.encoding != "7bit" else "utf-8"
        return self.message(xml, "event", program, fields["uid"], line_end, charset, signed=roll == 60, odd=odd)

    def broken(self, program, line_end):
        uid = self.uid(program)
        typed = BY_NAME["kontact"]
        fields = self.single(typed)
        xml = self.event(typed, **fields)
        way = self.dice.below(3)
        if way == 0:
            xml = xml[: len(xml) * 2 // 3]
        elif way == 1:
            xml = xml.replace("</summary>", "</sumary>")
        else:
            return (f"From: x <x@example.org>\nSubject: {uid}\nX-Kolab-Type: application/x-vnd.kolab.event\nMIME-Version: 1.0\n"
                    "Content-Type: text/plain\n\nnothing here\n").encode().replace(b"\n", line_end)
        return self.message(xml, "event", typed, uid, line_end)

    # Containers

    def age(self, path, index):
        os.utime(path, ns=((1_289_000_000 + index) * 10**9, (1_289_000_000 + index) * 10**9 + 123_456_000 + index % 1000))

    def write_file(self, path, message):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(message)
        self.age(path, self.count)

    def maildir(self, path, size, apart):
        for part in ("cur", "new", "tmp"):
            (path / part).mkdir(parents=True, exist_ok=True)

        def write(message):
            wire = len(message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
            stem = f"{1_289_000_000 + self.count}.M{self.dice.below(10**6)}P77_{self.count}.mail,S={len(message)},W={wire}"
            flags = self.dice.pick(["S", "", "FS", "RS"])
            new = self.dice.below(20) == 0
            self.write_file(path / ("new" if new else "cur") / (stem if new else f"{stem}:2,{flags}"), message)

        self.folder(write, b"\n", size, apart)
        for name in ("dovecot-uidlist", "maildirfolder"):
            (path / name).write_bytes(b"3 V1289 N17\n")
            self.expected["files"] += 1

    def mbox(self, path, size, apart, with_length):
        pieces = []

        def write(message):
            if with_length:
                header, body = message.split(b"\n\n", 1)
                message = header + b"\nContent-Length: " + str(len(body)).encode() + b"\n\n" + body
            else:
                lines = message.split(b"\n")
                message = b"\n".join(b">" + line if line.startswith((b"From ", b">From ")) else line for line in lines)
            pieces.append(b"From user@example.org Wed Nov 17 09:12:33 2010\n" + message + b"\n")

        self.folder(write, b"\n", size, apart)
        if pieces:
            self.write_file(path, b"".join(pieces))

    def spool(self, path, size, apart):
        path.mkdir(parents=True, exist_ok=True)
        numbers = iter(range(1, 10**9))
        self.folder(lambda message: self.write_file(path / f"{next(numbers)}.", message), b"\r\n", size, apart)
        for name in ("cyrus.header", "cyrus.index", "cyrus.cache"):
            (path / name).write_bytes(b"\0index")

    def plain(self, path, size, apart):
        path.mkdir(parents=True, exist_ok=True)
        numbers = iter(range(1, 10**9))
        self.folder(lambda message: self.write_file(path / f"{next(numbers)}.eml", message), b"\r\n", size, apart)
        (path / "README").write_bytes(b"A note of the administrator.\n")
        self.expected["files"] += 1

    def fill(self):
        user = 0
        while self.count < self.limit:
            user += 1
            apart = []
            home = self.root / "maildir" / f"user{user:03d}"
            self.maildir(home, 60, apart)
            self.maildir(home / ".Kalender", 240, apart)
            self.maildir(home / ".Aufgaben", 60, apart)
            self.mbox(self.root / "mbox" / f"user{user:03d}" / "Calendar", 50, apart, with_length=user % 2 == 0)
            self.spool(self.root / "spool" / "u" / "user" / f"user{user:03d}" / "Calendar", 60, apart)
            self.plain(self.root / "plain" / f"user{user:03d}", 30, apart)
            for index, message in enumerate(apart):
                self.write_file(self.root / "plain" / f"user{user:03d}-archive" / f"{index + 1}.eml", message)
                self.note("objects")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    store = Store(arguments.folder / "store", arguments.messages, arguments.seed)
    store.fill()
    (arguments.folder / "expected.json").write_text(json.dumps(store.expected, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
