#!/usr/bin/env python3
"""Holds SARIF logs against the 2.1.0 schema: check_sarif.py SCHEMA FILE...

Prints {"file", "errors"} for each, the first few errors with their paths.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft7Validator

schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
Draft7Validator.check_schema(schema)
validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
for name in sys.argv[2:]:
    log = json.loads(Path(name).read_bytes().decode("utf-8", "strict"))
    errors = [f"{error.json_path}: {error.message[:200]}" for _, error in zip(range(5), validator.iter_errors(log))]
    print(json.dumps({"file": name, "errors": errors}))
