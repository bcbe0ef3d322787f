"""What the table of field rules is written with."""

from collections.abc import Mapping

from stuckpoint.reading.kinds import Field, Id, Kind, ListOf, MapOf, Record, Text, Words

MAX_TRACKS = 10

IDS = ListOf(Id(), at_least=1, at_most=MAX_TRACKS)
TEXTS = ListOf(Text(), at_least=1)


def a_record(name: str, keys: Mapping[str, Kind | Field], or_text: bool = False) -> Record:
    """Returns the rule of a mapping with these keys; one that is not said to be required may be left out."""
    rules = {key: rule if isinstance(rule, Field) else Field(rule) for key, rule in keys.items()}
    worded = frozenset(key for key, rule in rules.items() if _is_worded(rule.kind))
    return Record(name, rules, tuple(key for key, rule in rules.items() if rule.required), worded, or_text)


def _is_worded(kind: Kind) -> bool:
    match kind:
        case ListOf(inner) | MapOf(inner):
            return _is_worded(inner)
        case Record(worded=worded):
            return bool(worded)
    return isinstance(kind, Words)


def required(kind: Kind, help: str = "") -> Field:
    """Returns the rule of a key that has to be there."""
    return Field(kind, required=True, help=help)


def optional(kind: Kind, help: str) -> Field:
    """Returns the rule of a key that may be left out."""
    return Field(kind, help=help)
