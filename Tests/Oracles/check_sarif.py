#!/usr/bin/env python3
"""Reads a SARIF log into the classes that pydantic-sarif has made of the 2.1.0 schema: check_sarif.py FILE

Ends with 1 and the complaint if the log does not keep to them, with 77 if the package is missing.
"""

import sys
from pathlib import Path

try:
    import pydantic
    from pydantic_sarif import model
except ImportError:
    sys.exit(77)

log = next(c for c in vars(model).values()
           if isinstance(c, type) and issubclass(c, pydantic.BaseModel) and {"runs", "version"} <= c.model_fields.keys())
try:
    log.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
except pydantic.ValidationError as reason:
    sys.exit(str(reason))
