"""Puts what the files of a bank hold in bank order, track by track. Judges nothing and builds nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from stuckpoint.bank import StepGroup
from stuckpoint.loading.files import BankFile, FileKind, Origin, Role
from stuckpoint.reading import Entries, Entry, Scalar
from stuckpoint.reading.tree import Node


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

    def is_in(self, track: str) -> bool:
        """Says whether the item is asked in a track, as is the reason it is written for."""
        return track in self.tracks and (self.reason is None or track in self.reason.texts("tracks"))

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
    for file in _of(files, FileKind.TRACK):
        tracks.setdefault(file.stem, TrackParts(entry=file.entry))
    items: list[Placed] = []
    for origin in origins:
        kinds = (FileKind.TRACK, FileKind.REASON, FileKind.ADDITION)
        new = [placed for kind in kinds for file in origin.of(kind) for placed in _listed(file, reasons)]
        items.extend(new)
        for name, parts in tracks.items():
            _add(parts, name, origin, reasons, [placed for placed in new if placed.is_in(name)])
    offered = tuple(scalar for bank in banks for scalar in bank.scalars("tracks"))
    scales = Counter(name for file in files for name in file.entry.entry("scales").values)
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
        items=tuple(items),
        spoken_for={
            kind: frozenset(name for file in _of(files, kind) for name in (file.stem, misnamed(file)) if name)
            for kind in (FileKind.TRACK, FileKind.REASON)
        },
        scales_twice=frozenset(name for name, times in scales.items() if times > 1),
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


def _listed(file: BankFile, reasons: Mapping[str, Entry]) -> Iterator[Placed]:
    """Yields the items that a file lists: for its track, or for its reason where that is there and its own."""
    reason = reasons.get(file.entry.text("add_to") or file.stem) if file.kind is not FileKind.TRACK else None
    if file.kind is FileKind.REASON and (reason is None or reason.place.file != file.name):
        return
    for role in Role if reason or file.kind is FileKind.TRACK else ():
        for entry in file.entry.entries(role):
            tracks = (entry.texts("tracks") or reason.texts("tracks")) if reason else (file.stem,)
            yield Placed(entry=entry, role=role, reason=reason, tracks=tracks)


def _add(parts: TrackParts, track: str, origin: Origin, reasons: Mapping[str, Entry], placed: Sequence[Placed]) -> None:
    """Adds what one origin has for a track: opening items, its reasons with their own, then what it adds to others."""
    order = [*(name for file in origin.of(FileKind.TRACK) if file.stem == track for name in file.entry.texts("order"))]
    files = {file.name for file in origin.of(FileKind.REASON)}
    here = {name: one for name, one in reasons.items() if one.place.file in files and track in one.texts("tracks")}
    names = sorted(here, key=[*order, *sorted(here)].index)
    place = {here[name].place.file: number for number, name in enumerate(names)}
    parts.reasons.extend(here[name] for name in names)
    parts.context.extend(one for one in placed if one.role is Role.CONTEXT)
    others = (one for one in placed if one.role is not Role.CONTEXT)
    parts.items.extend(
        sorted(others, key=lambda one: place.get(one.entry.place.file, len(place)) if one.reason else -1)
    )


def _of(files: Iterable[BankFile], kind: FileKind) -> Iterator[BankFile]:
    return (file for file in files if file.kind is kind)


def _named(entries: Iterable[Entry], key: str) -> dict[str, Entry]:
    named: dict[str, Entry] = {}
    for entry in entries:
        for name, value in entry.entry(key).values.items():
            if isinstance(value, Entry):
                named.setdefault(name, value)
    return named
