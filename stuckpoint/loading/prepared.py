"""The shipped questions as they were shaped before, so that the quiz starts without parsing YAML.

`prepared.tsv` beside them has a line for each file: its path, a sum of its bytes, and as JSON what came of it,
without its places. The files are what counts: where one of them was changed, added or taken away since, nothing
of it is used.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from stuckpoint.loading.origins import ALONE
from stuckpoint.reading.entries import Entries, Entry, Shaped
from stuckpoint.reading.problems import Place
from stuckpoint.reading.tree import Scalar

FILE = "prepared.tsv"


def prepared_files(folder: Path) -> Mapping[str, Entry] | None:
    """Returns what each file of a bank holds, by its path inside; None where one has changed since it was prepared.

    What is returned had no problem of its own when it was prepared, and all its places are the start of its file.
    """
    lines = _lines(folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.y*ml")}
    if lines.keys() != names:
        return None
    entries = {name: _prepared(folder / name, line) for name, line in lines.items() if name not in ALONE}
    fresh = {name: entry for name, entry in entries.items() if entry}
    return fresh if len(fresh) == len(entries) else None


def prepared_file(path: Path) -> Entry | None:
    """Returns what one file at the top of a folder holds; None where it has changed since it was prepared."""
    line = _lines(path.parent).get(path.name)
    return _prepared(path, line) if line else None


def as_prepared(files: Mapping[Path, Entry], folder: Path) -> str:
    """Returns the text of `prepared.tsv` for the files of a folder and what came of each."""
    lines = []
    for path, entry in sorted(files.items()):
        name, holds = path.relative_to(folder).as_posix(), json.dumps(_plain(entry), ensure_ascii=False)
        lines.append(f"{name}\t{_sum(path.read_bytes())}\t{holds}\n")
    return "".join(lines)


def _lines(folder: Path) -> dict[str, str]:
    """Returns the line of each file, by its path; none where they cannot be read."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    return {line.partition("\t")[0]: line for line in text.split("\n") if line}


def _prepared(path: Path, line: str) -> Entry | None:
    try:
        name, sum, holds = line.split("\t")
        return _entry(json.loads(holds), Place(name)) if sum == _sum(path.read_bytes()) else None
    except (OSError, ValueError):
        return None


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
