"""Puts what the files of a bank hold in bank order, track by track. Judges nothing and builds nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stuckpoint.entries import Entry
from stuckpoint.files import BankFile, FileKind, Origin


class Role(StrEnum):
    """What part an item has in a track."""

    CONTEXT = "context"
    OPENING = "opening"
    OWN = "own"  # written in a reason's file


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """An item with its place in the bank: its role, its own reason if it has one, the tracks it is asked in."""

    entry: Entry
    role: Role
    reason: Entry | None
    tracks: tuple[str, ...]

    @property
    def id(self) -> str:
        """Returns the item's id."""
        return self.entry.text("id")

    @property
    def marked_private(self) -> bool:
        """Says whether the item, or the reason it is written in, is marked private."""
        return self.entry.flag("private") or (self.reason is not None and self.reason.flag("private"))


@dataclass(slots=True, kw_only=True, eq=False)
class TrackParts:
    """One track, from all the files that add to it, in bank order."""

    entry: Entry | None
    context: list[Placed] = field(default_factory=list)
    items: list[Placed] = field(default_factory=list)
    reasons: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arrangement:
    """Everything in a bank by name and in order. Where a name stands twice, the first counts.

    Attributes:
        bank: the first bank.yaml.
        unreadable: the kinds of which a file could not be read, so that names may be missing.
    """

    bank: Entry | None
    tracks: dict[str, TrackParts]
    reasons: dict[str, Entry]
    scales: dict[str, Entry]
    references: dict[str, Entry]
    what_now: Entry | None
    unreadable: frozenset[FileKind]

    def placed(self) -> Iterator[Placed]:
        """Yields every item once: of each track its context and opening items, then the reasons' own."""
        seen: set[int] = set()
        for track in self.tracks.values():
            for placed in (*track.context, *track.items):
                if id(placed) not in seen:
                    seen.add(id(placed))
                    yield placed


def id_of(file: BankFile) -> str:
    """Returns the id of the reason or track that a file holds; the file's name where it cannot be told."""
    return (file.entry.text(file.kind.value) if file.entry else "") or file.stem


def arrange(origins: Sequence[Origin]) -> Arrangement:
    """Returns what the origins hold, the first origin's first."""
    files = [file for origin in origins for file in origin.files]
    tracks: dict[str, TrackParts] = {}
    for file in _of(files, FileKind.TRACK):
        parts = tracks.setdefault(id_of(file), TrackParts(entry=file.entry))
        if file.entry:
            parts.context.extend(_listed(file.entry, "context", Role.CONTEXT, (id_of(file),)))
    reasons: dict[str, Entry] = {}
    for origin in origins:
        _add_items(origin, tracks, reasons)
    banks = [file.entry for file in _of(files, FileKind.BANK) if file.entry]
    return Arrangement(
        bank=next(iter(banks), None),
        tracks=tracks,
        reasons=reasons,
        scales=_named(banks, "scales"),
        references=_named([file.entry for file in _of(files, FileKind.REFERENCES) if file.entry], "references"),
        what_now=next((file.entry for file in _of(files, FileKind.WHAT_NOW) if file.entry), None),
        unreadable=frozenset(file.kind for file in files if not file.readable),
    )


def _add_items(origin: Origin, tracks: dict[str, TrackParts], reasons: dict[str, Entry]) -> None:
    """Adds one origin's opening items, then its reasons' own items, to each track."""
    own = {id_of(file): file.entry for file in reversed(list(origin.of(FileKind.REASON)))}
    new = {name: entry for name, entry in own.items() if entry is not None and name not in reasons}
    items = {name: list(_own_items(entry)) for name, entry in new.items()}
    orders: dict[str, tuple[str, ...]] = {}
    for file in origin.of(FileKind.TRACK):
        if file.entry:
            tracks[id_of(file)].items.extend(_listed(file.entry, "opening", Role.OPENING, (id_of(file),)))
            orders[id_of(file)] = file.entry.texts("order")
    for track, parts in tracks.items():
        order = {name: number for number, name in reversed(list(enumerate(orders.get(track, ()))))}
        for name in sorted(new, key=lambda name: (order.get(name, len(order)), name)):
            if track in new[name].texts("tracks"):
                parts.reasons.append(new[name])
                parts.items.extend(placed for placed in items[name] if track in placed.tracks)
    for name in sorted(own):
        if entry := own[name]:
            reasons.setdefault(name, entry)


def _listed(track: Entry, key: str, role: Role, tracks: tuple[str, ...]) -> Iterator[Placed]:
    for entry in track.entries(key):
        yield Placed(entry=entry, role=role, reason=None, tracks=tracks)


def _own_items(reason: Entry) -> Iterator[Placed]:
    for entry in reason.entries("items"):
        tracks = entry.texts("tracks") or reason.texts("tracks")
        yield Placed(entry=entry, role=Role.OWN, reason=reason, tracks=tracks)


def _of(files: Iterable[BankFile], kind: FileKind) -> Iterator[BankFile]:
    return (file for file in files if file.kind is kind)


def _named(entries: Iterable[Entry], key: str) -> dict[str, Entry]:
    named: dict[str, Entry] = {}
    for entry in entries:
        for name, value in part.values.items() if (part := entry.entry(key)) else ():
            if isinstance(value, Entry):
                named.setdefault(name, value)
    return named
