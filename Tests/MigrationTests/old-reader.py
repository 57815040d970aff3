"""Compares a store before and after a migration with Python's email package and XML parser.

    old-reader.py SOURCE OUTPUT MANIFEST [zones-none]

Every changed message has to differ in nothing but its object. With `zones-none` the objects are read as a program reads
them that knows only Kolab 2.0: times without a look at `tz`, exclusions by their own text. All times are those of before,
and no exclusion is lost.
"""

import email
import json
import mailbox
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

OBJECT = ("application/x-vnd.kolab.event", "application/x-vnd.kolab.task")
faults = []


def parts(message):
    if message.is_multipart():
        for child in message.get_payload():
            yield from parts(child)
    else:
        yield message


def compare(name, before, after, old_reader):
    old, new = email.message_from_bytes(before), email.message_from_bytes(after)
    if [pair for pair in old.items() if pair[0] != "Content-Length"] != [pair for pair in new.items() if pair[0] != "Content-Length"]:
        faults.append(f"{name}: headers differ")
    old_parts, new_parts = list(parts(old)), list(parts(new))
    if len(old_parts) != len(new_parts):
        faults.append(f"{name}: parts differ")
    for one, other in zip(old_parts, new_parts):
        if one.items() != other.items() and one is not old:
            faults.append(f"{name}: headers of a part differ")
        if one.get_content_type() in OBJECT:
            if old_reader:
                compare_objects(name, one.get_payload(decode=True), other.get_payload(decode=True))
        elif one.get_payload() != other.get_payload() and old.is_multipart():
            faults.append(f"{name}: another part differs")


def parse(data):
    try:
        return tree.fromstring(data)
    except tree.ParseError:
        return tree.fromstring(data.decode("latin-1").encode("utf-8"))


def view(root):
    times = [(name, (root.findtext(name) or "").strip()) for name in ("start-date", "end-date", "due-date")]
    return times, {(exclusion.text or "").strip() for exclusion in root.findall("recurrence/exclusion")}


def compare_objects(name, before, after):
    (old_times, old_days), (new_times, new_days) = view(parse(before)), view(parse(after))
    if old_times != new_times:
        faults.append(f"{name}: shifted from {old_times} to {new_times}")
    # Roundcube excluded an exception's new day, on which the series never took place.
    if not old_days <= new_days and len(old_days) > len(new_days):
        faults.append(f"{name}: lost {old_days - new_days}")


def by_subject(path):
    messages = {}
    box = mailbox.mbox(path, create=False)
    for key in box.keys():
        # The bytes: mailbox's own messages want From_ lines in ASCII.
        message = email.message_from_bytes(box.get_bytes(key))
        messages.setdefault(message["subject"], message.as_bytes())
    return messages


def main():
    source, output, manifest = (Path(argument) for argument in sys.argv[1:4])
    old_reader = "zones-none" in sys.argv
    compared = 0
    for line in manifest.open():
        row = json.loads(line)
        if row.get("action") != "edit":
            continue
        if "/mbox/" in "/" + row["path"]:
            old, new = by_subject(source / row["path"]), by_subject(output / row["new"])
            for subject in old.keys() & new.keys():
                if old[subject] != new[subject]:
                    compare(f"{row['path']} {subject}", old[subject], new[subject], old_reader)
                    compared += 1
            continue
        compare(row["path"], (source / row["path"]).read_bytes(), (output / row["new"]).read_bytes(), old_reader)
        compared += 1
    print(f"{compared} messages compared")
    for fault in faults[:20]:
        print(fault)
    sys.exit(1 if faults or not compared else 0)


main()
