"""The shipped questions as they were shaped before, so that the quiz starts without parsing YAML.

`prepared.json` beside them holds what came of each file, without its places, and a sum of its bytes. The files
are what counts: where one of them was changed, added or taken away since, nothing of it is used.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from stuckpoint.entries import Entries, Entry, Shaped
from stuckpoint.problems import Place
from stuckpoint.tree import Scalar

FILE = "prepared.json"


def prepared_files(folder: Path) -> Mapping[str, Entry] | None:
    """Returns what each file of a folder holds, by its path inside; None where one has changed since it was prepared.

    What is returned had no problem of its own when it was prepared, and all its places are the start of its file.
    """
    held = _held(folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.y*ml")}
    if held.keys() != names or any(not _is_fresh(folder / name, one) for name, one in held.items()):
        return None
    return {name: _entry(one["holds"], Place(name)) for name, one in held.items()}


def prepared_file(path: Path) -> Entry | None:
    """Returns what one file at the top of a folder holds; None where it has changed since it was prepared."""
    one = _held(path.parent).get(path.name)
    return _entry(one["holds"], Place(path.name)) if one and _is_fresh(path, one) else None


def as_prepared(files: Mapping[Path, Entry], folder: Path) -> str:
    """Returns the text of `prepared.json` for the files of a folder and what came of each."""
    held = {
        path.relative_to(folder).as_posix(): {"sum": _sum(path.read_bytes()), "holds": _plain(entry)}
        for path, entry in sorted(files.items())
    }
    # A line for each file, so that a change of one file changes one line.
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in held.items())
    return f"{{\n{lines}\n}}\n"


def _held(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        held: dict[str, dict[str, Any]] = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return held


def _is_fresh(path: Path, one: Mapping[str, Any]) -> bool:
    try:
        return bool(one["sum"] == _sum(path.read_bytes()))
    except OSError:
        return False


def _sum(data: bytes) -> str:
    """Returns a sum by which a change that somebody made can be told; nobody is kept from making one."""
    return f"{crc32(data):08x} {len(data)}"


def _entry(held: Mapping[str, Any], place: Place) -> Entry:
    return Entry(place, {key: _shaped(one, place) for key, one in held.items()}, dict.fromkeys(held, place), whole=True)


def _shaped(held: Any, place: Place) -> Shaped:
    if isinstance(held, str):
        return Scalar(place, held)
    if isinstance(held, list):
        return Entries(place, tuple([_shaped(one, place) for one in held]), whole=True)
    return _entry(held, place)


def _plain(shaped: Shaped) -> Any:
    if isinstance(shaped, Scalar):
        return shaped.text
    if isinstance(shaped, Entries):
        return [_plain(one) for one in shaped.values]
    return {key: _plain(one) for key, one in shaped.values.items()}
