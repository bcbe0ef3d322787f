"""The files of a bank: what each of them is, and reading them all, with what is wrong in the shape of each."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from stuckpoint.reading import Code, Entry, Place, Problem, fields, read_file, shaped
from stuckpoint.reading.kinds import MAX_TRACKS
from stuckpoint.reading.problems import MAX_PROBLEMS, and_maybe_more, nearest, some_of


class FileKind(StrEnum):
    """What a file of a bank holds."""

    BANK = "bank"
    TRACK = "track"
    REASON = "reason"
    ADDITION = "addition"  # what a file adds to a reason of another file
    WHAT_NOW = "what_now"
    REFERENCES = "references"


TOP = {kind.value: kind for kind in (FileKind.BANK, FileKind.WHAT_NOW, FileKind.REFERENCES)}
# These belong to the shipped questions alone, are read by name, and are passed over anywhere else.
ALONE = frozenset({"safety.yaml", "helplines.yaml"})
FOLDERS = {"tracks": FileKind.TRACK, "reasons": FileKind.REASON}


class Role(StrEnum):
    """What part an item has in a track: the key that it is listed under."""

    CONTEXT = "context"
    OPENING = "opening"
    OWN = "items"  # written for a reason


class BankFile(NamedTuple):
    """One file as read; `entry` holds what of it is of the right shape. Its `stem` is the id of its reason or track."""

    kind: FileKind
    name: str
    stem: str
    entry: Entry


class Origin(NamedTuple):
    """Where files of a bank come from: a bank folder, a folder of reasons, or one reason file.

    Attributes:
        alone: its files that are read as parts of the shipped questions, and passed over anywhere else.
    """

    name: str
    files: tuple[BankFile, ...]
    alone: tuple[str, ...] = ()

    @property
    def is_bank(self) -> bool:
        """Says whether this is a bank of its own and not only reasons."""
        return any(file.kind is FileKind.BANK for file in self.files)

    def of(self, kind: FileKind) -> Iterator[BankFile]:
        """Yields the files of one kind, by name."""
        return (file for file in self.files if file.kind is kind)


ENDINGS = (".yaml", ".yml")

# What one bank may hold. A piece is what a limit on a file counts: a word, a text, a bracket.
MOST = {"files": 1_000, "tracks": MAX_TRACKS, "items": 10_000, "pieces": 200_000}
_ENOUGH_PROBLEMS = 10 * MAX_PROBLEMS  # after so many, no further file is read

# Safety and helplines come from the shipped bank only, whatever another bank holds.
_RESERVED = frozenset({"safety", "helplines"})


def read_origin(path: Path) -> tuple[Origin, list[Problem]]:
    """Reads a bank folder, a folder of reasons, or one reason file, with all that is wrong in its files' shape."""
    problems: list[Problem] = []
    try:
        found = _found_in(path, problems) if path.is_dir() else [(FileKind.REASON, path)]
    except OSError as error:
        found = []
        what = f"{error.filename} cannot be read: {(error.strerror or 'unknown fault').lower()}"
        problems.append(Problem(Place(str(path)), Code.UNREADABLE, what, "check its permissions"))
    files = _read_all(found[: MOST["files"] + 1], problems)  # the first that is too many says so
    if not files and not problems:
        inner = next((one for one in _folders(path) if _yaml_files(one)), None) if path.is_dir() else None
        to_do = (
            f"did you mean {inner}?" if inner else "name a folder with bank.yaml, a folder of reason files, or a file"
        )
        problems.append(Problem(Place(str(path)), Code.MISSING_FILE, "there is no YAML file here", to_do))
    inside = (str(path / name) for name in sorted(ALONE))
    alone = tuple(name for name in inside if os.path.isfile(name))  # noqa: PTH113  is_file() raises on a closed path
    return Origin(name=str(path), files=files, alone=alone), problems


def is_bank_folder(path: Path) -> bool:
    """Says whether a path is a bank of its own, and not only reasons to add to one."""
    try:
        return path.is_dir() and any(one.stem == FileKind.BANK for one in _yaml_files(path))
    except OSError:  # a folder that may not be looked into: whoever reads it says so
        return False


def bank_around(path: Path) -> Path | None:
    """Returns the bank that a file, or a folder of reasons or tracks, is a part of; None where it is of none.

    Where a link is named, what it leads to may be part of one.
    """
    try:
        return _bank_around(path) or _bank_around(path.resolve())
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, or a link to itself
        return None


def _bank_around(path: Path) -> Path | None:
    holder = path if path.is_dir() else path.parent
    inside = holder.resolve().name
    outer = _up(holder)
    if inside in FOLDERS and is_bank_folder(outer):
        return outer
    return holder if holder != path and path.stem in TOP and is_bank_folder(holder) else None


def _up(folder: Path) -> Path:
    return folder.parent if folder.name not in ("", "..") else folder / ".."


def _read_all(found: Sequence[tuple[FileKind, Path]], problems: list[Problem]) -> tuple[BankFile, ...]:
    """Reads the files until one of the limits of a bank is passed; what follows counts as not readable."""
    so_far = Counter[str]()
    files: list[BankFile] = []
    full = False
    for kind, path in found:
        entry = Entry(Place(str(path)), {}, {})
        if not full:
            kind, entry, pieces = _read(kind, path, problems)
            items = sum(len(entry.entries(role)) for role in Role)
            so_far.update(files=1, tracks=kind is FileKind.TRACK, items=items, pieces=pieces)
            if over := next((name for name, most in MOST.items() if so_far[name] > most), None):
                what = f"with this file the bank has more than {MOST[over]:,} {over}"
                problems.append(Problem(Place(str(path)), Code.TOO_MANY, what, "make two banks of it"))
            elif len(problems) > _ENOUGH_PROBLEMS:
                problems.append(and_maybe_more(Place(str(path))))
            full = over is not None or len(problems) > _ENOUGH_PROBLEMS
        files.append(BankFile(kind=kind, name=str(path), stem=path.stem, entry=entry))
    return tuple(files)


def _found_in(folder: Path, problems: list[Problem]) -> list[tuple[FileKind, Path]]:
    odd = _in_other_letters(folder)
    top = [path for path in _yaml_files(folder) if path not in odd]
    is_bank = any(path.stem == FileKind.BANK for path in top)
    found: list[tuple[FileKind, Path]] = []
    strays: list[Path] = []
    for path in top:
        if path.stem in TOP:
            found.append((TOP[path.stem], path))
        elif is_bank and path.stem not in _RESERVED:
            strays.append(path)
        elif path.stem not in _RESERVED:
            found.append((FileKind.REASON, path))
    for name, kind in FOLDERS.items():
        found.extend((kind, path) for path in _yaml_files(folder / name))
    if is_bank:
        for inner in (one for one in _folders(folder) if one not in odd):
            elsewhere = [inner] if inner.name not in FOLDERS else _folders(inner)
            strays.extend(path for stray in elsewhere for path in _yaml_files(stray))
        problems.extend(some_of(map(_stray, strays)))
    problems.extend(some_of(_not_read(path) for name in ("", *FOLDERS) for path in _as_text(folder / name)))
    for path, name in odd.items():
        what = f"'{path.name}' is not read under this name"
        problems.append(Problem(Place(str(path)), Code.UNKNOWN_FILE, what, f"rename it to {name}, in small letters"))
    if not is_bank and not odd and any(kind is not FileKind.REASON for kind, _ in found):
        what = "there is no bank.yaml beside these files"
        problems.append(Problem(Place(str(folder)), Code.MISSING_FILE, what, "add one, or keep only reason files here"))
    return found


def _in_other_letters(folder: Path) -> dict[Path, str]:
    """Returns what is called nearly as a part of a bank, such as Bank.yaml or a folder Reasons, with its right name."""
    ours = {*(f"{name}.yaml" for name in TOP), *FOLDERS}
    names = {path: path.name.lower() for path in _visible(folder)}
    found = {
        path: f"{name.removesuffix('s')}s" if path.is_dir() else str(Path(name).with_suffix(".yaml"))
        for path, name in names.items()
        if path.is_dir() or path.suffix.lower() in ENDINGS
    }
    return {path: name for path, name in found.items() if name in ours and path.stem not in (*TOP, *FOLDERS)}


def _stray(path: Path) -> Problem:
    meant = nearest(path.stem, TOP)
    hint = f"did you mean '{meant}.yaml'?" if meant else "a reason goes into reasons/, a track into tracks/"
    return Problem(Place(str(path)), Code.UNKNOWN_FILE, f"no part of a bank is read from '{path.name}' here", hint)


def _not_read(path: Path) -> Problem:
    to_do = f"rename it to {path.stem}; an editor may have added '{path.suffix}', and the system may hide that"
    return Problem(Place(str(path)), Code.UNKNOWN_FILE, f"a file that ends in '{path.suffix}' is not read", to_do)


def _as_text(folder: Path) -> list[Path]:
    """Returns the files that were meant to be YAML and got another ending behind it, as simple editors do."""
    meant = (path for path in _visible(folder) if path.suffix.lower() == ".txt")
    return [path for path in meant if Path(path.stem).suffix.lower() in ENDINGS]


def _yaml_files(folder: Path) -> list[Path]:
    return [path for path in _visible(folder) if path.suffix.lower() in ENDINGS]


def _visible(folder: Path) -> list[Path]:
    """Returns what is in a folder, by name; editors and systems leave hidden files of their own there."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.name)


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _read(kind: FileKind, path: Path, problems: list[Problem]) -> tuple[FileKind, Entry, int]:
    """Reads one file into its shape; returns its kind, what of it can be used, and how many pieces it holds."""
    source = read_file(path, str(path))
    if kind is FileKind.REASON and isinstance(source.tree, Entry) and _adds(source.tree):
        kind = FileKind.ADDITION
    entry, found = shaped(source, fields.FILES[kind], f"this {kind} file")
    if found != [*source.problems] and isinstance(source.tree, Entry) and (other := _meant_as(source.tree, kind)):
        what, to_do = f"this is a {other} file, and a {kind} file is due here", "name another, or put it in its place"
        if {"reason", "add_to"} <= source.tree.keys.keys():
            what = "this has 'reason' and 'add_to', and can be a reason or add to one"
            to_do = "delete 'reason' and what is said about it, or 'add_to'"
        found = [*source.problems, Problem(source.tree.place, Code.WRONG_KIND, what, to_do)]
        entry = Entry(source.tree.place, {}, {})
    problems.extend(found)
    return kind, entry, source.pieces


def _adds(tree: Entry) -> bool:
    """Says whether a file adds to a reason, also where that is misspelt, and is none itself."""
    return "add_to" in tree.keys or ("reason" not in tree.keys and nearest("add_to", tree.keys) is not None)


def _meant_as(tree: Entry, kind: FileKind) -> str | None:
    """Returns the other kind of file that has all the keys it has to have here, where few of those due are there."""
    keys = set(tree.keys)
    known = {name: len(keys & record.fields.keys()) for name, record in fields.FILES.items()}
    whole = [name for name, record in fields.FILES.items() if keys >= {*record.required} and name != kind]
    other = max(whole, key=known.__getitem__, default=None)
    due = keys.intersection(fields.FILES[kind].required)
    return other.replace("_", "-") if other and known[other] > 2 * len(due) else None
