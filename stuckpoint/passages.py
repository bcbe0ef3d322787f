"""The texts of a bank that people read, each with its place and the keys that lead to it. Judges nothing."""

from typing import NamedTuple

from stuckpoint import fields
from stuckpoint.arrangement import Arrangement
from stuckpoint.entries import Entry, Shaped
from stuckpoint.kinds import Kind, ListOf, MapOf, Record, Text, Words
from stuckpoint.tree import Scalar

# Items stand in an arrangement by themselves; the rest is for the program or a library.
_LEFT_OUT = frozenset({"context", "opening", "items", "documents", "language", "version"})


class Passage(NamedTuple):
    """A text in the words of one track, or of all; `keys` lead to it, such as ("items", "options", "text")."""

    scalar: Scalar
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """Returns the text itself."""
        return self.scalar.text

    @property
    def is_question(self) -> bool:
        """Says whether this is what an item asks, and not a hint or an option."""
        return self.keys in (("items", "text"), ("items", "text_ended"))


def passages(arrangement: Arrangement) -> tuple[Passage, ...]:
    """Returns every text that a respondent can come to read, part by part and item by item."""
    found: list[Passage] = []
    if arrangement.bank and "results" in arrangement.bank.values:
        _collect(arrangement.bank.values["results"], fields.RESULTS, ("results",), found)
    for scale in arrangement.scales.values():
        _collect(scale, fields.SCALE, ("scales",), found)
    for track in arrangement.tracks.values():
        if track.entry:
            _collect(track.entry, fields.TRACK, ("tracks",), found)
    for reason in arrangement.reasons.values():
        _collect(reason, fields.REASON, ("reasons",), found)
    if arrangement.what_now:
        _collect(arrangement.what_now, fields.WHAT_NOW, ("what_now",), found)
    for placed in arrangement.items:
        _collect(placed.entry, fields.ITEM, ("items",), found)
    return tuple(found)


def texts_under(entry: Entry, key: str) -> tuple[Scalar, ...]:
    """Returns the text under a key, or those that it has for each track."""
    value = entry.values.get(key)
    texts = value.values.values() if isinstance(value, Entry) else (value,)
    return tuple(text for text in texts if isinstance(text, Scalar))


def _collect(value: Shaped, kind: Kind, keys: tuple[str, ...], found: list[Passage]) -> None:
    match kind:
        case Text() | Words():
            texts = value.values.values() if isinstance(value, Entry) else (value,)
            found.extend(Passage(text, keys) for text in texts if isinstance(text, Scalar))
        case Record(fields=rules) if isinstance(value, Entry):
            for key, inner in value.values.items():
                rule = rules[key].kind
                # A single word that is no text, such as an id, is most of what an item holds.
                if key not in _LEFT_OUT and (not isinstance(inner, Scalar) or isinstance(rule, Text | Words | Record)):
                    _collect(inner, rule, (*keys, key), found)
        case ListOf(inner_kind) | MapOf(inner_kind) if not isinstance(value, Scalar):
            for one in value.values.values() if isinstance(value, Entry) else value.values:
                _collect(one, inner_kind, keys, found)
