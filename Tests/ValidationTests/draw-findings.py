#!/usr/bin/env python3
"""Draws a hundred findings to be judged: kalends validate FOLDER --format jsonl | draw-findings.py

The seed is fixed and no rule is drawn more than twice, so that the frequent ones leave room for the others. Prints one
finding a line: rule, place, message.
"""

import json
import random
import sys

SEED, COUNT, PER_RULE = 6, 100, 2

findings = [json.loads(line) for line in sys.stdin]
findings.sort(key=lambda f: (f["file"], f["line"], f["column"], f["rule"]))
random.seed(SEED)
drawn, counts = [], {}
for finding in random.sample(findings, len(findings)):
    rule = finding["rule"]
    if counts.get(rule, 0) < PER_RULE and len(drawn) < COUNT:
        counts[rule] = counts.get(rule, 0) + 1
        drawn.append(finding)
for finding in sorted(drawn, key=lambda f: (f["rule"], f["file"], f["line"])):
    print(f'{finding["rule"]}\t{finding["file"]}:{finding["line"]}:{finding["column"]}\t{finding["message"]}')
