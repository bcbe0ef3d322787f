"""What the table of field rules is written with."""

from collections.abc import Mapping

from stuckpoint.kinds import Field, Id, Kind, ListOf, Record, Text

MAX_TRACKS = 10

IDS = ListOf(Id(), at_least=1, at_most=MAX_TRACKS)
TEXTS = ListOf(Text(), at_least=1)


def a_record(name: str, keys: Mapping[str, Kind | Field], or_text: bool = False) -> Record:
    """Returns the rule of a mapping with these keys; one that is not said to be required may be left out."""
    rules = {key: rule if isinstance(rule, Field) else Field(rule) for key, rule in keys.items()}
    return Record(name, rules, tuple(key for key, rule in rules.items() if rule.required), or_text)


def required(kind: Kind, help: str = "") -> Field:
    """Returns the rule of a key that has to be there."""
    return Field(kind, required=True, help=help)


def optional(kind: Kind, help: str) -> Field:
    """Returns the rule of a key that may be left out."""
    return Field(kind, help=help)
