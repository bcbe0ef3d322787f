"""Copies the files of a bank for somebody to change: into a folder that is new or empty, whole or not at all."""

import os
import stat
from pathlib import Path

from stuckpoint.errors import CannotWrite
from stuckpoint.loading.files import ALONE

_FOLDERS = ("", "tracks", "reasons")
_SCHEMA = "schema.json"


def copy_bank(bank: Path, target: Path) -> int:
    """Copies the files of a bank, and returns how many there are.

    Raises CannotWrite, leaving everything as it was, when something stands at the target that is not an empty
    folder, a link to one included, or writing fails.
    """
    made: list[Path] = []
    done = False
    try:
        _make_ready(target, made)
        files = _copy(bank, target, made)
        done = True
    except OSError as error:
        why = (error.strerror or "unknown fault").lower()
        raise CannotWrite(f"{target} could not be written: {why}. Nothing was left behind.") from error
    finally:
        if not done:
            _undo(made)
    return files


def _make_ready(target: Path, made: list[Path]) -> None:
    try:
        target.mkdir()
        made.append(target)
    except FileExistsError:
        # lstat: a link is not followed.
        if not stat.S_ISDIR(target.lstat().st_mode) or any(target.iterdir()):
            raise CannotWrite(f"{target} is there already, and is not an empty folder. Choose another name.") from None


def _copy(bank: Path, target: Path, made: list[Path]) -> int:
    files = 0
    for name in _FOLDERS:
        if name:
            (target / name).mkdir()
            made.append(target / name)
        # The schema is what the first line of each file points editors to.
        for path in sorted(one for one in (bank / name).iterdir() if one.suffix == ".yaml" or one.name == _SCHEMA):
            if name or path.name not in ALONE:
                _write(target / name / path.name, path.read_bytes(), made)
                files += 1
    return files


def _write(path: Path, data: bytes, made: list[Path]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    made.append(path)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _undo(made: list[Path]) -> None:
    """Removes what was made, the last first."""
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
