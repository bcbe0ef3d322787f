"""Fills a record of the bank from an entry of a file, by the types of the record's own fields."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from stuckpoint.reading import Entries, Entry
from stuckpoint.reading.tree import Node

_Record = TypeVar("_Record")
_kinds: Callable[[type], dict[str, Any]] = cache(get_type_hints)


def filled(record: type[_Record], entry: Entry, track: str = "", **given: object) -> _Record:
    """Returns a record with what an entry says under the names of the record's fields.

    Args:
        track: the one in whose words a text is taken that is given for each track.
        given: what the record holds in place of what the entry says.
    """
    kinds = {name: kind for name, kind in _kinds(record).items() if name not in given and name in entry.values}
    return record(**{name: _value(kind, entry.values[name], track) for name, kind in kinds.items()}, **given)


def spoken(value: Node, track: str) -> str:
    """Returns a text in a track's words; where it has none for the track, the first there are."""
    if isinstance(value, Entry):
        return value.text(track) or next(map(value.text, value.values), "")
    return "" if isinstance(value, Entries) else value.text


def _value(kind: Any, node: Node, track: str) -> object:
    if isinstance(node, Entries):
        inner, *_ = get_args(kind)
        return get_origin(kind)(_value(inner, one, track) for one in node.values)
    if kind is bool:
        return spoken(node, track) == "true"
    if isinstance(node, Entry):
        if is_dataclass(kind) and isinstance(kind, type):
            return filled(kind, node, track)
        if get_origin(kind) is Mapping:
            name, inner = get_args(kind)
            return {name(key): _value(inner, one, track) for key, one in node.values.items()}
    is_choice = isinstance(kind, type) and issubclass(kind, StrEnum)
    return kind(spoken(node, track)) if is_choice else spoken(node, track)
