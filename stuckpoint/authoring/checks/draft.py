"""What an author wrote, as the rules of `checks` see it: a bank without a mistake, and where its words stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stuckpoint.bank import Bank, Item, Track, TrackId
from stuckpoint.loading import Arrangement, Placed
from stuckpoint.loading.files import BankFile, FileKind, Origin, Role
from stuckpoint.reading import Entry, Place, Scalar, fields
from stuckpoint.reading.kinds import Kind, ListOf, MapOf, Record, Text, Words
from stuckpoint.reading.tree import Node

# What a rule finds: where, what may be wrong, and what to do about it.
Found = tuple[Place, str, str]

# The keys that lead to what an item asks, and not to a hint or an option.
QUESTIONS = tuple(("items", key) for key in ("text", "text_just_begun", "text_ended"))
# Items and scales stand in an arrangement by themselves; the rest is for the program or a library.
_LEFT_OUT = frozenset({*Role, "scales", "documents", "language", "version", "allow"})


class Passage(NamedTuple):
    """A text in the words of one track, or of all; `keys` lead to it, such as ("items", "options", "text")."""

    scalar: Scalar
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """Returns the text itself."""
        return self.scalar.text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """An item as one track asks it, and as it is written."""

    track: Track
    placed: Placed
    item: Item

    @property
    def place(self) -> Place:
        """Returns where its question stands."""
        return self.placed.entry.values["text"].place


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draft:
    """A bank to be judged.

    Attributes:
        passages: every text that people read.
        questions: those of them that are what an item asks.
        asked: the items of each track, context items first, in bank order.
        files: its files, and those of the bank that it is added to.
        english: those of them, by name, of which rules about English words have anything to say.
        lines: the lines of those of its files that hold a comment, by file.
        alone: those of its files that only the shipped questions may have.
    """

    bank: Bank
    arrangement: Arrangement
    passages: tuple[Passage, ...]
    questions: tuple[Passage, ...]
    asked: tuple[Asked, ...]
    files: tuple[BankFile, ...]
    english: frozenset[str]
    lines: Mapping[str, Sequence[str]]
    alone: tuple[str, ...]

    def in_english(self, place: Place) -> bool:
        """Says whether what stands at a place is in English."""
        return place.file in self.english

    def reasons(self) -> Iterator[tuple[Track, Entry]]:
        """Yields each reason as written, once for every track that it is in."""
        for name, parts in self.arrangement.tracks.items():
            yield from ((self.bank.tracks[TrackId(name)], reason) for reason in parts.reasons)


def draft_of(
    bank: Bank, arrangement: Arrangement, origins: Sequence[Origin], lines: Mapping[str, Sequence[str]]
) -> Draft:
    """Returns the bank with what it was built from."""
    texts = passages(arrangement)
    return Draft(
        bank=bank,
        arrangement=arrangement,
        passages=texts,
        questions=tuple([passage for passage in texts if passage.keys in QUESTIONS]),
        asked=tuple(_asked(bank, arrangement)),
        files=tuple([file for origin in origins for file in origin.files]),
        english=frozenset(name for name, language in _languages(bank, origins) if _is_english(language)),
        lines=lines,
        alone=tuple([name for origin in origins for name in origin.alone]),
    )


def _languages(bank: Bank, origins: Sequence[Origin]) -> Iterator[tuple[str, str]]:
    """Yields each file with its language: its own, that of the bank it is a part of, or of the one it is added to."""
    for origin in origins:
        own = next((file.entry.text("language", "en") for file in origin.of(FileKind.BANK)), bank.language)
        yield from ((file.name, file.entry.text("language", own)) for file in origin.files)


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] in ("en", "english")


def _asked(bank: Bank, arrangement: Arrangement) -> Iterator[Asked]:
    for name, parts in arrangement.tracks.items():
        track = bank.tracks[TrackId(name)]
        for placed, item in zip((*parts.context, *parts.items), (*track.context, *track.items), strict=True):
            yield Asked(track=track, placed=placed, item=item)


def passages(arrangement: Arrangement) -> tuple[Passage, ...]:
    """Returns every text that a respondent can come to read, part by part and item by item."""
    results = arrangement.bank.values.get("results") if arrangement.bank else None
    parts: tuple[tuple[str, Record, Iterable[Node]], ...] = (
        ("results", fields.RESULTS, [results] if results else []),
        ("scales", fields.SCALE, arrangement.scales.values()),
        ("tracks", fields.TRACK, (track.entry for track in arrangement.tracks.values())),
        ("reasons", fields.REASON, arrangement.reasons.values()),
        ("what_now", fields.WHAT_NOW, [arrangement.what_now] if arrangement.what_now else []),
        ("items", fields.ITEM, (placed.entry for placed in arrangement.items)),
    )
    found: list[Passage] = []
    for key, kind, values in parts:
        for value in values:
            _collect(value, kind, (key,), found)
    return tuple(found)


def texts_under(entry: Entry, key: str) -> tuple[Scalar, ...]:
    """Returns the text under a key, or those that it has for each track."""
    value = entry.values.get(key)
    texts = value.values.values() if isinstance(value, Entry) else (value,)
    return tuple(text for text in texts if isinstance(text, Scalar))


def _collect(value: Node, kind: Kind, keys: tuple[str, ...], found: list[Passage]) -> None:
    if isinstance(value, Scalar):
        if isinstance(kind, Text | Words):
            found.append(Passage(value, keys))
    elif isinstance(kind, Record) and isinstance(value, Entry):
        for key, inner in value.values.items():
            if key in kind.fields and key not in _LEFT_OUT:  # a reason holds keys of files that add to it, too
                _collect(inner, kind.fields[key].kind, (*keys, key), found)
    elif isinstance(kind, ListOf | MapOf | Words):
        inner_kind = kind if isinstance(kind, Words) else kind.kind
        for one in value.values.values() if isinstance(value, Entry) else value.values:
            _collect(one, inner_kind, keys, found)
