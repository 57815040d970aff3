#!/usr/bin/env python3
"""Puts the results of one run of run.py into the documentation: the whole table into the article on speed, five rows into the README.

    run.py --results FILE
    tables.py FILE

Below the table come the reasons of the rows that are not met, from reasons.json. Fails where one is missing.
"""

import argparse
import json
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "Sources" / "Tool" / "Kalends" / "Kalends.docc" / "Speed.md"
README = ROOT / "README.md"
README_ROWS = ["read into the tree, with diagnostics", "read and write, normalized", "ics → xCal",
               "Kolab 2.0 → ics, 1 KB documents in memory", "2,000 rules expanded, local time"]
TABLE = re.compile(r"^\| work \|.*\n(?:\|.*\n)+", re.MULTILINE)
NOTE = re.compile(r"^Medians of .*$", re.MULTILINE)
REASONS = re.compile(r"^(## What is not met, and why\n\n)(?:(?:- |  ).*\n)*", re.MULTILINE)


def name(line):
    return line.split("|")[1].strip()


def wrapped(point):
    return textwrap.fill(point, 130, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) + "\n"


def fill(path, lines, note):
    """Replaces the one table of a page, and the line on how it was measured."""
    text = path.read_text()
    if len(TABLE.findall(text)) != 1 or len(NOTE.findall(text)) != 1:
        sys.exit(f"{path} has not one table of results and one line on how it was measured")
    text = TABLE.sub(lambda _: "\n".join(lines) + "\n", text)
    path.write_text(NOTE.sub(lambda _: note, text))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("results", type=Path)
    results = json.loads(options.parse_args().results.read_text())
    lines, note = results["table"], results["note"]
    header, rows = lines[:2], lines[2:]
    chosen = [row for row in rows if name(row) in README_ROWS]
    if len(chosen) != len(README_ROWS):
        sys.exit("the run lacks rows of the README: it was not a whole one")
    fill(ARTICLE, lines, note)
    fill(README, header + chosen, note)
    reasons = json.loads((ROOT / "Benchmarks" / "reasons.json").read_text())
    missed = [name(row) for row in rows if "**not met**" in row]
    # The row of migration names the file system too.
    found = {row: next((reasons[known] for known in reasons if row.startswith(known)), None) for row in missed}
    points = "".join(wrapped(f"- **{row}**: {reason or 'not known'}") for row, reason in found.items())
    ARTICLE.write_text(REASONS.sub(lambda match: match.group(1) + (points or "- Every row is met.\n"), ARTICLE.read_text()))
    for row in missed:
        if found[row] is None:
            print(f"{row}: not met, without a reason", file=sys.stderr)
    sys.exit(0 if all(found.values()) else 1)


if __name__ == "__main__":
    main()
