"""tests/guide/schemas.py PROGRAM SITE: validates the JSON of a site, and of the commands over its archive, against the schemas of the guide. A
field that no schema has is a failure here, although readers of the formats must ignore such fields."""

import glob
import json
import os
import subprocess
import sys

from jsonschema import Draft202012Validator

program, site = sys.argv[1:]
SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/src/schemas")
QUERIES = ["solar", "state:waiting", "author:maz", "solarr", "+", "2025-02", "docs -solar"]


def strict(schema):
    """The same schema, with no other fields than it names."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: strict(value) for key, value in schema.items()}
    return {**schema, "additionalProperties": False} if "properties" in schema else schema


def files(*patterns):
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(site, "public", pattern), recursive=True)):
            with open(path) as file:
                yield os.path.relpath(path, site), json.load(file)


def printed(*command, code=0):
    done = subprocess.run([program, *command], cwd=site, capture_output=True, text=True)
    if done.returncode != code:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return " ".join(command), json.loads(done.stdout)


def skipped():
    with open(os.path.join(site, "skipped.jsonl")) as file:
        yield from (("skipped.jsonl", json.loads(line)) for line in file)


DOCUMENTS = {
    "digest": [*files("digests/*/index.json"), printed("digest", "archive", "HEAD~20..HEAD", "--format", "json")],
    "series": files("series/*/index.json"),
    "series-list": [printed("series", "archive", "--format", "json")],
    "author": files("authors/*/index.json"),
    "queue": files("queue/**/index.json"),
    "watch": files("watches/*/index.json"),
    "statistics": [*files("statistics/**/index.json"), printed("stats", "archive", "--format", "json"),
                   printed("stats", "archive", "2025-02..2025-03", "--format", "json")],
    "comments": [printed("comments", "archive", "--format", "json")],
    "results": [printed("query", query, "--format", "json") for query in QUERIES],
    "findings": [printed("check", "--format", "json", code=1)],
    "skipped": skipped(),
    "manifest": files(".lorepress-site"),
}

count, wrong = 0, 0
listed = {os.path.splitext(name)[0] for name in os.listdir(SCHEMAS)}
if listed != DOCUMENTS.keys():
    sys.exit(f"these schemas have no documents, or no file: {listed ^ DOCUMENTS.keys()}")
for name, documents in DOCUMENTS.items():
    with open(os.path.join(SCHEMAS, name + ".json")) as file:
        schema = strict(json.load(file))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    seen = 0
    for place, document in documents:
        seen += 1
        for error in validator.iter_errors(document):
            wrong += 1
            print(f"{place}: {'/'.join(map(str, error.path))}: {error.message}"[:300])
    if not seen:
        sys.exit(f"{name}: there is no document")
    count += seen
print(f"{count} documents are as {len(DOCUMENTS)} schemas say" if not wrong else f"{wrong} faults")
sys.exit(bool(wrong))
