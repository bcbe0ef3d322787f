"""The texts of a bank that people read, each with its place and the keys that lead to it. Judges nothing."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from stuckpoint.loading import Arrangement
from stuckpoint.reading import Entry, Scalar, fields
from stuckpoint.reading.kinds import Kind, ListOf, MapOf, Record, Text, Words
from stuckpoint.reading.tree import Node

# Items stand in an arrangement by themselves; the rest is for the program or a library.
# The keys that lead to what an item asks, and not to a hint or an option.
QUESTIONS = (("items", "text"), ("items", "text_ended"))
_LEFT_OUT = frozenset({"context", "opening", "items", "documents", "language", "version"})


class Passage(NamedTuple):
    """A text in the words of one track, or of all; `keys` lead to it, such as ("items", "options", "text")."""

    scalar: Scalar
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """Returns the text itself."""
        return self.scalar.text


_Collector = Callable[[Node, list[Passage]], None]


def passages(arrangement: Arrangement) -> tuple[Passage, ...]:
    """Returns every text that a respondent can come to read, part by part and item by item."""
    found: list[Passage] = []
    if arrangement.bank and "results" in arrangement.bank.values:
        _collect([arrangement.bank.values["results"]], fields.RESULTS, "results", found)
    _collect(arrangement.scales.values(), fields.SCALE, "scales", found)
    _collect((track.entry for track in arrangement.tracks.values()), fields.TRACK, "tracks", found)
    _collect(arrangement.reasons.values(), fields.REASON, "reasons", found)
    if arrangement.what_now:
        _collect([arrangement.what_now], fields.WHAT_NOW, "what_now", found)
    _collect((placed.entry for placed in arrangement.items), fields.ITEM, "items", found)
    return tuple(found)


def texts_under(entry: Entry, key: str) -> tuple[Scalar, ...]:
    """Returns the text under a key, or those that it has for each track."""
    value = entry.values.get(key)
    texts = value.values.values() if isinstance(value, Entry) else (value,)
    return tuple(text for text in texts if isinstance(text, Scalar))


def _collect(values: Iterable[Node], kind: Kind, key: str, found: list[Passage]) -> None:
    collect = _collector(kind, (key,))
    assert collect is not None, "every one of these has something to read"
    for value in values:
        collect(value, found)


def _collector(kind: Kind, keys: tuple[str, ...]) -> _Collector | None:
    """Returns what collects the texts of one kind of value; None where such a value holds nothing to read.

    Thousands of items are of the same kinds, so what each key leads to is worked out once.
    """
    match kind:
        case Text() | Words():

            def texts(value: Node, found: list[Passage]) -> None:
                if isinstance(value, Scalar):
                    found.append(Passage(value, keys))
                elif isinstance(value, Entry):
                    found.extend([Passage(text, keys) for text in value.values.values() if isinstance(text, Scalar)])

            return texts
        case Record(fields=rules):
            below = {
                key: collect
                for key, rule in rules.items()
                if key not in _LEFT_OUT and (collect := _collector(rule.kind, (*keys, key)))
            }

            def record(value: Node, found: list[Passage]) -> None:
                for key, inner in value.values.items() if isinstance(value, Entry) else ():
                    if key in below:
                        below[key](inner, found)

            return record if below else None
        case ListOf(inner_kind) | MapOf(inner_kind):
            collect_one = _collector(inner_kind, keys)
            if collect_one is None:
                return None

            def each(value: Node, found: list[Passage]) -> None:
                if not isinstance(value, Scalar):
                    for one in value.values.values() if isinstance(value, Entry) else value.values:
                        collect_one(one, found)

            return each
    return None
