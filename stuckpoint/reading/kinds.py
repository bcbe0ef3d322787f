"""The kinds of value that a file may hold. Types only: `fields` is the table, `shapes` the walk."""

from collections.abc import Mapping
from typing import NamedTuple


class Text:
    """Any text that is not empty."""

    __slots__ = ()


class Words:
    """Text to be read by people: one paragraph, or one for each track."""

    __slots__ = ()


class Id:
    """A word that names something."""

    __slots__ = ()


class Number(NamedTuple):
    """An unquoted number from `low` to `high`."""

    low: float
    high: float
    whole: bool = False


class Flag:
    """`true` or `false`."""

    __slots__ = ()


class Choice(NamedTuple):
    """One of a closed set of words."""

    words: tuple[str, ...]


class ListOf(NamedTuple):
    """A list of one kind."""

    kind: "Kind"
    at_least: int = 0
    at_most: int | None = None


class MapOf(NamedTuple):
    """A mapping from ids, from any names, or from a closed set of words, to one kind."""

    kind: "Kind"
    names: "Id | Text | Choice" = Id()


class Field(NamedTuple):
    """One key of a record; `help` tells an author what it holds."""

    kind: "Kind"
    required: bool = False
    help: str = ""


class Record(NamedTuple):
    """A mapping with known keys. With `or_text`, plain text stands for a record that has only `text`.

    Where such a record has to have an `id`, too, the text makes it.

    Attributes:
        required: the keys that have to be there, of those in `fields`.
        worded: the keys under which, at any depth, there may be a text for each track.
    """

    name: str
    fields: Mapping[str, Field]
    required: tuple[str, ...]
    worded: frozenset[str]
    or_text: bool = False


class ShowIf:
    """A condition: `{item: [option, ...]}`, `{all: [...]}` or `{any: [...]}`."""

    __slots__ = ()


Kind = Text | Words | Id | Number | Flag | Choice | ListOf | MapOf | Record | ShowIf


def a(noun: str) -> str:
    """Returns a noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def wanted(kind: Kind) -> str:
    """Returns what to write where this kind is due."""
    match kind:
        case Number(low, high) if low == high:
            return f"{low:g}, without quotes"
        case Number(low, high, whole):
            return f"{'a whole number' if whole else 'a number'} from {low:,.10g} to {high:,.10g}, without quotes"
        case Flag():
            return "true or false, without quotes"
        case Choice(words):
            return f"one of {', '.join(words)}"
        case ListOf():
            return "a list"
        case Record(required=required, fields=fields):
            return f"keys of its own: {', '.join(required or fields)}"
        case MapOf() | ShowIf():
            return "{name: value}"
        case Id():
            return "an id"
        case _:
            return "text"


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
