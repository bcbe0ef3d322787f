"""The rules that a file of a kind has to keep: the schema that `stuckpoint schema` prints."""

import json
from functools import cache
from pathlib import Path

_SCHEMA = Path(__file__).resolve().parents[2] / "questions" / "schema.json"


@cache
def _whole() -> dict[str, object]:
    whole: dict[str, object] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return whole


def schema_of(kind: str) -> dict[str, object]:
    """Returns the schema of a kind of file."""
    return {
        "$schema": _whole()["$schema"],
        "definitions": _whole()["definitions"],
        "allOf": [{"$ref": f"#/definitions/{kind}"}],
    }
