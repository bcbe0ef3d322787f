"""Puts what the files of a bank hold in bank order, track by track. Judges nothing and builds nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from stuckpoint.bank import StepGroup
from stuckpoint.loading.files import BankFile, FileKind, Origin
from stuckpoint.reading import Entries, Entry, Scalar
from stuckpoint.reading.tree import Node


class Role(StrEnum):
    """What part an item has in a track."""

    CONTEXT = "context"
    OPENING = "opening"
    OWN = "own"  # written for a reason


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """An item with its place in the bank: its role, the reason it is written for, if any, its tracks."""

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
        """Says whether the item, or the reason it is written for, is marked private."""
        return self.entry.flag("private") or (self.reason is not None and self.reason.flag("private"))

    @property
    def about(self) -> str:
        """Returns the id of the reason that it is asked about; nothing for a track's own, and for context items."""
        return self.reason.text("reason") if self.reason and self.role is Role.OWN else ""


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
        additions: the files that add to a reason; `reasons` holds what they add.
        offered: the tracks that each bank.yaml names, in the order in which they are offered.
        items: every item once: of each track its context and opening items, and the reasons' own.
        spoken_for: by kind of file, the names of its files and those that the files give themselves. Where these
            differ that is one mistake, and nothing is said about the use of either.
        scales_twice: the scales that stand in more than one file.
        private_reasons: the reasons that are marked private.
    """

    bank: Entry | None
    additions: tuple[Entry, ...]
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

    def counts(self, file: BankFile) -> bool:
        """Says whether what a file says of a reason counts: another reason of its name may come first."""
        first = self.reasons.get(file.stem)
        return file.kind is FileKind.ADDITION or (first is not None and first.place == file.entry.place)


def steps_of(reason: Entry) -> tuple[Entry, ...]:
    """Returns the steps of a reason, group by group."""
    groups = reason.entry("steps")
    return tuple(step for group in StepGroup for step in groups.entries(group))


def arrange(origins: Sequence[Origin]) -> Arrangement:
    """Returns what the origins hold, the first origin's first. Every file has to be of the right shape."""
    files = [file for origin in origins for file in origin.files]
    banks = [file.entry for file in _of(files, FileKind.BANK)]
    references = [file.entry for file in _of(files, FileKind.REFERENCES)]
    additions = [file.entry for file in _of(files, FileKind.ADDITION)]
    reasons = _reasons(origins, additions)
    tracks: dict[str, TrackParts] = {}
    items: list[Placed] = []
    for file in _of(files, FileKind.TRACK):
        parts = tracks.setdefault(file.stem, TrackParts(entry=file.entry))
        parts.context.extend(_listed(file.entry, "context", Role.CONTEXT, (file.stem,)))
        items.extend(parts.context)
    for entry in additions:
        for placed in _written_for(reasons.get(entry.text("add_to")), entry, "context", Role.CONTEXT):
            items.append(placed)
            for track in placed.tracks:
                if track in tracks:
                    tracks[track].context.append(placed)
    for origin in origins:
        _add_items(origin, tracks, reasons, items)
    offered = tuple(scalar for bank in banks for scalar in bank.scalars("tracks"))
    first = dict.fromkeys(scalar.text for scalar in offered if scalar.text in tracks)
    return Arrangement(
        bank=next(iter(banks), None),
        additions=tuple(additions),
        offered=offered,
        tracks={name: tracks[name] for name in (first | tracks)},
        reasons=reasons,
        scales=_named((file.entry for file in files), "scales"),
        references=_named(references, "references"),
        what_now=next((file.entry for file in _of(files, FileKind.WHAT_NOW)), None),
        items=tuple(dict.fromkeys(items)),
        spoken_for={
            kind: frozenset(name for file in _of(files, kind) for name in (file.stem, misnamed(file)) if name)
            for kind in (FileKind.TRACK, FileKind.REASON)
        },
        scales_twice=frozenset(name for name, times in Counter(_all_scales(files)).items() if times > 1),
        private_reasons=frozenset(name for name, reason in reasons.items() if reason.flag("private")),
    )


def misnamed(file: BankFile) -> str | None:
    """Returns the name that a reason or track file gives itself, where that is not the file's."""
    name = file.entry.text(file.kind.value)
    return name if name and name != file.stem else None


def _reasons(origins: Sequence[Origin], additions: Iterable[Entry]) -> dict[str, Entry]:
    """Returns the reasons of all origins, the first of each name, with what other files add to them."""
    reasons: dict[str, Entry] = {}
    for origin in origins:
        names = {file.stem for file in origin.of(FileKind.REASON)}
        # A copy of a reason under another name is one mistake, and not all of its ids twice.
        files = [file for file in origin.of(FileKind.REASON) if misnamed(file) not in names]
        reasons.update(sorted({file.stem: file.entry for file in files if file.stem not in reasons}.items()))
    for entry in additions:
        if (name := entry.text("add_to")) in reasons:
            reasons[name] = _joined(reasons[name], entry)
    return reasons


_Part = TypeVar("_Part", bound=Node)


def _joined(first: _Part, second: Node) -> _Part:
    """Returns two lists as one, and two mappings as one in which what both have is joined; of texts, the first."""
    if isinstance(first, Entries) and isinstance(second, Entries):
        return first._replace(values=(*first.values, *second.values))
    if isinstance(first, Entry) and isinstance(second, Entry):
        both = {key: _joined(value, second.values[key]) for key, value in first.values.items() if key in second.values}
        return first._replace(values={**second.values, **first.values, **both}, keys={**second.keys, **first.keys})
    return first


def _add_items(origin: Origin, tracks: dict[str, TrackParts], reasons: dict[str, Entry], items: list[Placed]) -> None:
    """Adds one origin's opening items, its reasons' own items, then what it adds to reasons, to each track."""
    files = {file.name: file.entry for file in origin.of(FileKind.REASON)}
    new = {name: reason for name, reason in reasons.items() if reason.place.file in files}
    own = {
        name: list(_written_for(reason, files[reason.place.file], "items", Role.OWN)) for name, reason in new.items()
    }
    orders: dict[str, tuple[str, ...]] = {}
    for file in origin.of(FileKind.TRACK):
        opening = list(_listed(file.entry, "opening", Role.OPENING, (file.stem,)))
        tracks[file.stem].items.extend(opening)
        items.extend(opening)
        orders[file.stem] = file.entry.texts("order")
    for track, parts in tracks.items():
        order = {name: number for number, name in reversed(list(enumerate(orders.get(track, ()))))}
        for name in sorted(new, key=lambda name: (order.get(name, len(order)), name)):
            if track in new[name].texts("tracks"):
                parts.reasons.append(new[name])
                parts.items.extend(placed for placed in own[name] if track in placed.tracks)
    for placed in own.values():
        items.extend(placed)
    for file in origin.of(FileKind.ADDITION):
        added = list(_written_for(reasons.get(file.entry.text("add_to")), file.entry, "items", Role.OWN))
        items.extend(added)
        for track, parts in tracks.items():
            parts.items.extend(placed for placed in added if track in placed.tracks)


def _listed(track: Entry, key: str, role: Role, tracks: tuple[str, ...]) -> Iterator[Placed]:
    for entry in track.entries(key):
        yield Placed(entry=entry, role=role, reason=None, tracks=tracks)


def _written_for(reason: Entry | None, file: Entry, key: str, role: Role) -> Iterator[Placed]:
    """Yields the items that a file lists for a reason; none where there is no such reason."""
    for entry in file.entries(key) if reason else ():
        tracks = entry.texts("tracks") or (reason.texts("tracks") if reason else ())
        yield Placed(entry=entry, role=role, reason=reason, tracks=tracks)


def _of(files: Iterable[BankFile], kind: FileKind) -> Iterator[BankFile]:
    return (file for file in files if file.kind is kind)


def _all_scales(files: Iterable[BankFile]) -> Iterator[str]:
    for file in files:
        yield from file.entry.entry("scales").values


def _named(entries: Iterable[Entry], key: str) -> dict[str, Entry]:
    named: dict[str, Entry] = {}
    for entry in entries:
        for name, value in entry.entry(key).values.items():
            if isinstance(value, Entry):
                named.setdefault(name, value)
    return named
