#!/usr/bin/env python3
"""Compares the instructions that the benchmark program executes with those of instructions.json.

    check.py            fails where a piece of work takes 5 % more than the file allows
    check.py --record   writes the file anew

Instructions of small inputs, counted by callgrind, less those of an empty calendar: no machine is ever too busy for them.
"""

import argparse
import json
import shutil
import sys

import generate
import run

FILE = run.HERE / "instructions.json"
TOLERANCE = 0.05
WORKS = ["read", "read-typed", "validate", "icalendar-xcal", "icalendar-kolab-2.1", "read-write"]


def counts():
    """The instructions of each piece of work."""
    found = {}
    for work in WORKS:
        full, empty = run.instructions(work, "callgrind.ics"), run.instructions(work, "empty.ics")
        if full is None or empty is None:
            sys.exit(f"{work} could not be counted")
        found[work] = full - empty
        print(f"{work:24}{found[work]:>16,}", file=sys.stderr)
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", action="store_true")
    options.add_argument("--no-build", action="store_true")
    chosen = options.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed")
    sys.argv = ["generate.py"]
    generate.main()
    if not chosen.no_build:
        run.build_programs()
    now = counts()
    if chosen.record:
        FILE.write_text(json.dumps(now, indent=2) + "\n")
        return
    then = json.loads(FILE.read_text())
    slower = [work for work in WORKS if now[work] > then[work] * (1 + TOLERANCE)]
    for work in WORKS:
        print(f"{work}: {now[work] / then[work] - 1:+.1%}{' (too slow)' if work in slower else ''}")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
