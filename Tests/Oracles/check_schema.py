"""check_schema.py SCHEMA DATA: checks JSON against a JSON Schema; each line of DATA, or the whole where it is one document.

Prints how many objects there were, and fails with the first that does not conform."""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
try:
    documents = [json.loads(text)]
except json.JSONDecodeError:
    documents = [json.loads(line) for line in text.splitlines()]
for document in documents:
    for error in validator.iter_errors(document):
        sys.exit(f"{json.dumps(document)[:400]}: {error.message}")
print(len(documents))
