"""What an author begins from: a copy of a bank's files, or the file of a new reason with every key that one needs."""

import os
import stat
from pathlib import Path
from string import Template

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


_LONGEST_STEM = 26  # so that an id made from a name keeps to 40 characters


def skeleton(name: str, add_to: str = "") -> str:
    """Returns a file that can be read as it is and says TODO where words are due: a reason, or what adds to one.

    Args:
        name: the name of the file, and of the reason.
        add_to: the reason that the file adds to; without it, it is a reason itself.
    """
    outline = Path(__file__).with_name("addition.yaml" if add_to else "reason.yaml")  # $$ stands there for a dollar
    return Template(outline.read_text("utf-8")).substitute(name=name, stem=name[:_LONGEST_STEM], reason=add_to)
