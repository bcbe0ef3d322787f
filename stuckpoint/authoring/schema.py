"""The table of field rules as a JSON Schema (draft-07), for editors. Pure.

One document serves every kind of file: an editor is pointed at `#/definitions/reason` and the like. What an
editor takes a text for follows YAML 1.2, so a text that is only a number may stand without quotes, and one
that is only `true`, `false`, `null` or `~` may not.
"""

import json

from stuckpoint.reading.fields import FILES
from stuckpoint.reading.kinds import (
    Choice,
    Field,
    Flag,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    ShowIf,
    Text,
    Words,
)
from stuckpoint.reading.shapes import MAX_CONDITION_DEPTH
from stuckpoint.reading.slips import RESERVED_IDS

Schema = dict[str, object]

DRAFT = "http://json-schema.org/draft-07/schema#"

_ID: Schema = {
    "type": "string",
    "pattern": rf"^(?!(?:{'|'.join(sorted(RESERVED_IDS))})$)[a-z][a-z0-9_]{{0,39}}$",
    "patternErrorMessage": "An id has small letters, digits and _, a letter first, 40 at most; "
    f"{', '.join(sorted(RESERVED_IDS))} have a meaning of their own.",
}
_TEXT: Schema = {"type": ["string", "number"], "pattern": r"\S", "patternErrorMessage": "Write text."}


def as_json() -> str:
    """Returns the schema of all files as it is committed and printed."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """Returns the schema of all files: a definition for each kind of file, and for each part they share."""
    definitions: dict[str, Schema] = {}
    for name, record in FILES.items():
        _define(name, record, definitions)
    definitions |= {"id": _ID, "text": _TEXT, "words": {"anyOf": [_of("text"), _per_track(_of("id"))]}}
    definitions |= {_condition_name(depth): _condition(depth) for depth in range(MAX_CONDITION_DEPTH + 1)}
    return {
        "$schema": DRAFT,
        "title": "stuckpoint",
        "anyOf": [_of(name) for name in FILES],
        "definitions": dict(sorted(definitions.items())),
    }


def _define(name: str, record: Record, definitions: dict[str, Schema]) -> Schema:
    """Adds the definition of a record under a name, and those of the records in it. Returns how to refer to it."""
    if name not in definitions:
        definitions[name] = {}  # its place, so that it stands before what it holds
        definitions[name] = _record(record, definitions)
    return _of(name)


def _record(record: Record, definitions: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {key: _field(rule, definitions) for key, rule in record.fields.items()},
        "required": [key for key, rule in record.fields.items() if rule.required],
        "additionalProperties": False,
    }


def _field(rule: Field, definitions: dict[str, Schema]) -> Schema:
    # Draft-07 has a validator pass over what stands beside $ref; yaml-language-server shows it all the same.
    return {"description": rule.help, **_kind(rule.kind, definitions)}


def _kind(kind: Kind, definitions: dict[str, Schema]) -> Schema:
    match kind:
        case Text():
            return _of("text")
        case Words():
            return _of("words")
        case Id():
            return _of("id")
        case Number(low, high, whole):
            return {"type": "integer" if whole else "number", "minimum": low, "maximum": high}
        case Flag():
            return {"type": "boolean"}
        case Choice(words):
            return {"enum": list(words)}
        case ListOf(inner, at_least, at_most):
            least = {"minItems": at_least} if at_least else {}
            most = {} if at_most is None else {"maxItems": at_most}
            return {"type": "array", "items": _kind(inner, definitions), **least, **most}
        case MapOf(inner, names):
            return {
                "type": "object",
                "propertyNames": _kind(names, definitions),
                "additionalProperties": _kind(inner, definitions),
            }
        case Record():
            here = _define(kind.name.replace(" ", "_"), kind, definitions)
            if not kind.or_text:
                return here
            if "id" in kind.required:
                return {"anyOf": [_of("text"), here]}
            # A mapping that holds a key of the record is meant as one, not as a text for each track.
            not_its_own: Schema = {"allOf": [_of("id"), {"not": {"enum": list(kind.fields)}}]}
            return {"anyOf": [_of("text"), {**_per_track(not_its_own), "minProperties": 1}, here]}
        case ShowIf():
            return _of(_condition_name(0))


def _per_track(names: Schema) -> Schema:
    return {"type": "object", "propertyNames": names, "additionalProperties": _of("text")}


def _condition_name(depth: int) -> str:
    return f"condition_{depth}" if depth else "condition"


def _condition(depth: int) -> Schema:
    """Returns the schema of a condition that stands in so many others."""
    options: Schema = {"type": "array", "items": _of("id"), "minItems": 1}
    one: Schema = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": options}
    if depth == MAX_CONDITION_DEPTH:
        return {**one, "propertyNames": _of("id")}
    several: Schema = {"type": "array", "items": _of(_condition_name(depth + 1)), "minItems": 1}
    return {
        **one,
        "properties": {
            "all": {"description": "holds when every one of these holds", **several},
            "any": {"description": "holds when at least one of these holds", **several},
        },
        "propertyNames": {"anyOf": [{"enum": ["all", "any"]}, _of("id")]},
    }


def _of(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
