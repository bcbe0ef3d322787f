"""Puts what the files of a bank hold in bank order, track by track. Judges nothing and builds nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stuckpoint.bank import StepGroup
from stuckpoint.loading.files import BankFile, FileKind, Origin
from stuckpoint.reading import Entry, Scalar


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

    entry: Entry
    context: list[Placed] = field(default_factory=list)
    items: list[Placed] = field(default_factory=list)
    reasons: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arrangement:
    """Everything in a bank by name and in order. Where a name stands twice, the first counts.

    Attributes:
        bank: the first bank.yaml.
        offered: the tracks that each bank.yaml names, in the order in which they are offered.
        items: every item once: of each track its context and opening items, and the reasons' own.
        spoken_for: by kind of file, the names of its files and those that the files give themselves. Where these
            differ that is one mistake, and nothing is said about the use of either.
        scales_twice: the scales that stand in more than one bank.yaml.
        private_reasons: the reasons that are marked private.
    """

    bank: Entry | None
    offered: tuple[Scalar, ...]
    tracks: dict[str, TrackParts]
    reasons: dict[str, Entry]
    scales: dict[str, Entry]
    references: dict[str, Entry]
    what_now: Entry | None
    items: tuple[Placed, ...]
    spoken_for: dict[FileKind, frozenset[str]]
    scales_twice: frozenset[str]
    private_reasons: frozenset[str]

    def is_outside(self, reason: Entry, track: str) -> bool:
        """Says whether a reason is not in a track; of one that names unknown tracks, that cannot be told."""
        tracks = reason.texts("tracks")
        return track not in tracks and all(name in self.tracks for name in tracks)


def id_of(file: BankFile) -> str:
    """Returns the id of the reason or track that a file holds, which is the file's name."""
    return file.stem


def steps_of(reason: Entry) -> tuple[Entry, ...]:
    """Returns the steps of a reason, group by group."""
    groups = reason.entry("steps")
    return tuple(step for group in StepGroup for step in groups.entries(group)) if groups else ()


def arrange(origins: Sequence[Origin]) -> Arrangement:
    """Returns what the origins hold, the first origin's first. Every file has to be of the right shape."""
    files = [file for origin in origins for file in origin.files]
    banks = [file.entry for file in _of(files, FileKind.BANK)]
    references = [file.entry for file in _of(files, FileKind.REFERENCES)]
    tracks: dict[str, TrackParts] = {}
    items: list[Placed] = []
    for file in _of(files, FileKind.TRACK):
        parts = tracks.setdefault(id_of(file), TrackParts(entry=file.entry))
        parts.context.extend(_listed(file.entry, "context", Role.CONTEXT, (id_of(file),)))
        items.extend(parts.context)
    reasons: dict[str, Entry] = {}
    for origin in origins:
        _add_items(origin, tracks, reasons, items)
    offered = tuple(scalar for bank in banks for scalar in bank.scalars("tracks"))
    first = dict.fromkeys(scalar.text for scalar in offered if scalar.text in tracks)
    return Arrangement(
        bank=next(iter(banks), None),
        offered=offered,
        tracks={name: tracks[name] for name in (first | tracks)},
        reasons=reasons,
        scales=_named(banks, "scales"),
        references=_named(references, "references"),
        what_now=next((file.entry for file in _of(files, FileKind.WHAT_NOW)), None),
        items=tuple(dict.fromkeys(items)),
        spoken_for={
            kind: frozenset(name for file in _of(files, kind) for name in (file.stem, misnamed(file)) if name)
            for kind in (FileKind.TRACK, FileKind.REASON)
        },
        scales_twice=frozenset(name for name, times in Counter(_all_named(banks, "scales")).items() if times > 1),
        private_reasons=frozenset(name for name, reason in reasons.items() if reason.flag("private")),
    )


def misnamed(file: BankFile) -> str | None:
    """Returns the name that a reason or track file gives itself, where that is not the file's."""
    name = file.entry.text(file.kind.value)
    return name if name and name != file.stem else None


def _add_items(origin: Origin, tracks: dict[str, TrackParts], reasons: dict[str, Entry], items: list[Placed]) -> None:
    """Adds one origin's opening items, then its reasons' own items, to each track."""
    names = {id_of(file) for file in origin.of(FileKind.REASON)}
    # A copy of a reason under another name is one mistake, and not all of its ids twice.
    files = [file for file in origin.of(FileKind.REASON) if misnamed(file) not in names]
    new = {id_of(file): file.entry for file in files if id_of(file) not in reasons}
    own = {name: list(_own_items(entry)) for name, entry in new.items()}
    orders: dict[str, tuple[str, ...]] = {}
    for file in origin.of(FileKind.TRACK):
        opening = list(_listed(file.entry, "opening", Role.OPENING, (id_of(file),)))
        tracks[id_of(file)].items.extend(opening)
        items.extend(opening)
        orders[id_of(file)] = file.entry.texts("order")
    for track, parts in tracks.items():
        order = {name: number for number, name in reversed(list(enumerate(orders.get(track, ()))))}
        for name in sorted(new, key=lambda name: (order.get(name, len(order)), name)):
            if track in new[name].texts("tracks"):
                parts.reasons.append(new[name])
                parts.items.extend(placed for placed in own[name] if track in placed.tracks)
    reasons.update(sorted(new.items()))
    for placed in own.values():
        items.extend(placed)


def _listed(track: Entry, key: str, role: Role, tracks: tuple[str, ...]) -> Iterator[Placed]:
    for entry in track.entries(key):
        yield Placed(entry=entry, role=role, reason=None, tracks=tracks)


def _own_items(reason: Entry) -> Iterator[Placed]:
    for entry in reason.entries("items"):
        tracks = entry.texts("tracks") or reason.texts("tracks")
        yield Placed(entry=entry, role=Role.OWN, reason=reason, tracks=tracks)


def _of(files: Iterable[BankFile], kind: FileKind) -> Iterator[BankFile]:
    return (file for file in files if file.kind is kind)


def _all_named(entries: Iterable[Entry], key: str) -> Iterator[str]:
    for entry in entries:
        yield from part.values if (part := entry.entry(key)) else ()


def _named(entries: Iterable[Entry], key: str) -> dict[str, Entry]:
    named: dict[str, Entry] = {}
    for entry in entries:
        for name, value in part.values.items() if (part := entry.entry(key)) else ():
            if isinstance(value, Entry):
                named.setdefault(name, value)
    return named
