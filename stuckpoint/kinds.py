"""The kinds of value that a file may hold. Types only: `fields` is the table, `shapes` the walk."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """Any text that is not empty."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text to be read by people: one paragraph, or one for each track."""


@dataclass(frozen=True, slots=True)
class Id:
    """A word that names something."""


@dataclass(frozen=True, slots=True)
class Number:
    """An unquoted number from `low` to `high`."""

    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set of words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind."""

    kind: "Kind"
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from ids, or from any names, to one kind."""

    kind: "Kind"
    names: "Id | Text" = field(default_factory=Id)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record; `help` tells an author what it holds."""

    kind: "Kind"
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys. With `or_text`, plain text stands for a record that has only `text`."""

    name: str
    fields: Mapping[str, Field]
    or_text: bool = False


@dataclass(frozen=True, slots=True)
class ShowIf:
    """A condition: `{item: [option, ...]}`, `{all: [...]}` or `{any: [...]}`."""


Kind = Text | Words | Id | Number | Flag | Choice | ListOf | MapOf | Record | ShowIf


def a(noun: str) -> str:
    """Returns a noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def required_keys(kind: Record) -> str:
    """Returns the names of the keys that a record has to have."""
    return ", ".join(name for name, rule in kind.fields.items() if rule.required)


def wanted(kind: Kind) -> str:
    """Returns what to write where this kind is due."""
    match kind:
        case Number(low, high, whole):
            return f"{'a whole number' if whole else 'a number'} from {low:,.10g} to {high:,.10g}, without quotes"
        case Flag():
            return "true or false, without quotes"
        case Choice(words):
            return f"one of {', '.join(words)}"
        case ListOf():
            return "a list"
        case MapOf() | Record() | ShowIf():
            return "a mapping"
        case Id():
            return "an id"
        case _:
            return "text"
