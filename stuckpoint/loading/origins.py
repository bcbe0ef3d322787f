"""What the files of a bank are, once read. Types only: `files` reads them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from stuckpoint.reading.entries import Entry


class FileKind(StrEnum):
    """What a file of a bank holds."""

    BANK = "bank"
    TRACK = "track"
    REASON = "reason"
    WHAT_NOW = "what_now"
    REFERENCES = "references"


TOP = {kind.value: kind for kind in (FileKind.BANK, FileKind.WHAT_NOW, FileKind.REFERENCES)}
# These belong to the shipped questions alone, are read by name, and are passed over anywhere else.
ALONE = frozenset({"safety.yaml", "helplines.yaml"})
FOLDERS = {"tracks": FileKind.TRACK, "reasons": FileKind.REASON}


class BankFile(NamedTuple):
    """One file as read; `entry` is None where nothing in it can be used."""

    kind: FileKind
    name: str
    stem: str
    entry: Entry | None


class Origin(NamedTuple):
    """Where files of a bank come from: a bank folder, a folder of reasons, or one reason file."""

    name: str
    files: tuple[BankFile, ...]

    @property
    def is_bank(self) -> bool:
        """Says whether this is a bank of its own and not only reasons."""
        return any(file.kind is FileKind.BANK for file in self.files)

    def of(self, kind: FileKind) -> Iterator[BankFile]:
        """Yields the files of one kind, by name."""
        return (file for file in self.files if file.kind is kind)


def origin_of(name: str, files: Mapping[str, Entry]) -> Origin:
    """Returns a bank folder, from what each file in it holds, by its path inside; others than a bank's are left out."""
    found = []
    for inside, entry in files.items():
        path = PurePosixPath(inside)
        if kind := FOLDERS.get(path.parent.name) or TOP.get(path.stem):
            found.append(BankFile(kind=kind, name=inside, stem=path.stem, entry=entry))
    return Origin(name=name, files=tuple(found))
