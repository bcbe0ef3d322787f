"""What an author wrote, as the rules of `checks` see it: a bank without a mistake, and where its words stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from stuckpoint.authoring.checks.passages import QUESTIONS, Passage, passages
from stuckpoint.bank import Bank, Item, Track, TrackId
from stuckpoint.loading import Arrangement, Placed
from stuckpoint.reading import Entry, Place, Problem, WarningCode


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
        lines: the lines of those of its files that hold a comment, by file.
        in_english: whether rules about English words have anything to say.
    """

    bank: Bank
    arrangement: Arrangement
    passages: tuple[Passage, ...]
    questions: tuple[Passage, ...]
    asked: tuple[Asked, ...]
    lines: Mapping[str, Sequence[str]]
    in_english: bool

    def reasons(self) -> Iterator[tuple[Track, Entry]]:
        """Yields each reason as written, once for every track that it is in."""
        for name, parts in self.arrangement.tracks.items():
            yield from ((self.bank.tracks[TrackId(name)], reason) for reason in parts.reasons)


class Rule(Protocol):
    """A module of `checks`: one warning, and what looks for it."""

    CODE: WarningCode

    def check(self, draft: Draft, /) -> Iterator[Problem]:
        """Yields the problems that it finds."""


def draft_of(bank: Bank, arrangement: Arrangement, lines: Mapping[str, Sequence[str]]) -> Draft:
    """Returns the bank with what it was built from."""
    texts = passages(arrangement)
    return Draft(
        bank=bank,
        arrangement=arrangement,
        passages=texts,
        questions=tuple([passage for passage in texts if passage.keys in QUESTIONS]),
        asked=tuple(_asked(bank, arrangement)),
        lines=lines,
        in_english=bank.language.lower().split("-")[0] in ("en", "english"),
    )


def _asked(bank: Bank, arrangement: Arrangement) -> Iterator[Asked]:
    for name, parts in arrangement.tracks.items():
        track = bank.tracks[TrackId(name)]
        for placed, item in zip((*parts.context, *parts.items), (*track.context, *track.items), strict=True):
            yield Asked(track=track, placed=placed, item=item)
