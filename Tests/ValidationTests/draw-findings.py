#!/usr/bin/env python3
"""Draws a hundred findings to be judged; run in the folder of the corpus, so that places are named from there:

    kalends validate . --isolated --exit-zero --format jsonl | draw-findings.py

Each finding gets a number from the seed and its own place alone (SHA-256), and the lowest numbers are drawn: first one of
each rule, then second ones, never a third. So every rule is seen, and a rule that is changed exchanges its own findings and
leaves those of the others where they are. Prints one finding a line: rule, place, severity, message.
"""

import hashlib
import json
import sys

SEED, COUNT, PER_RULE = 6, 100, 2


def number(finding):
    key = [SEED, finding["rule"], finding["file"], finding["line"], finding["column"]]
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()


rules = {}
for line in sys.stdin:
    finding = json.loads(line)
    rules.setdefault(finding["rule"], []).append((number(finding), line))
ranked = sorted(
    (rank, number, line)
    for findings in rules.values()
    for rank, (number, line) in enumerate(sorted(findings)[:PER_RULE])
)
drawn = [json.loads(line) for _, _, line in ranked[:COUNT]]
for finding in sorted(drawn, key=lambda f: (f["rule"], f["file"], f["line"], f["column"])):
    place = f'{finding["file"]}:{finding["line"]}:{finding["column"]}'
    print(f'{finding["rule"]}\t{place}\t{finding["severity"]}\t{finding["message"]}')
