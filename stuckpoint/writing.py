"""Writes a file that was asked for: new, readable by its owner only, whole or not at all."""

import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePath

from stuckpoint.errors import CannotWrite, Left


class Deletion(Enum):
    """What came of deleting what was written."""

    DELETED = auto()
    GONE = auto()
    CHANGED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The files that were asked for before the quiz began."""

    report: Path | None = None
    keep: Path | None = None


NO_TARGETS = Targets()
_ENDING = {one for one in signal.Signals if one.name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")}

# Folder names as services and systems make them, in lower case.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "cloudstorage": "a cloud drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box": "Box",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
    "proton drive": "Proton Drive",
}
_OPEN_TO_VIEW = {"desktop": "Desktop", "documents": "Documents", "downloads": "Downloads", "public": "Public"}


def write_new(path: Path, text: str) -> None:
    """Writes a text to a file that is not there yet.

    Raises CannotWrite, leaving nothing behind, when something of that name is there or writing fails. Whoever
    ends the program while it is written leaves nothing behind either.
    """
    with _whole_or_not_at_all(path):
        _write(path, text)


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[None]:
    """Has signals that end the program wait in here; where one came, the file is gone when it takes effect."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
        if any(signal.getsignal(number) is not signal.SIG_IGN for number in signal.sigpending() & _ENDING):
            _without_a_part(path)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write(path: Path, text: str) -> None:
    data = text.encode()
    # O_EXCL refuses whatever has the name already, a link included.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise _is_there(path) from error
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise CannotWrite(f"{path} could not be written: {_why(error)}. {_without_a_part(path)}") from error
    except (Left, KeyboardInterrupt):
        _without_a_part(path)
        raise


def delete_written(path: Path, text: str) -> Deletion:
    """Deletes a file that was written, if it still holds what was written and nothing else."""
    data = text.encode()
    try:
        there = path.lstat()
        if not stat.S_ISREG(there.st_mode) or there.st_size != len(data) or path.read_bytes() != data:
            return Deletion.CHANGED
        path.unlink()
    except FileNotFoundError:
        return Deletion.GONE
    except OSError:
        return Deletion.REFUSED
    return Deletion.DELETED


def can_write(path: Path) -> None:
    """Makes sure that a file could be written, without writing one.

    Raises CannotWrite where something of that name is there already, its folder is missing or closed, or no
    file can have the name.
    """
    folder = path.parent
    if not os.path.isdir(folder):  # noqa: PTH112  Path.is_dir() raises where a folder on the way is closed
        raise CannotWrite(f"{path} cannot be written: there is no folder {folder}.")
    try:
        path.lstat()
    except FileNotFoundError:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise CannotWrite(f"{path} cannot be written: permission denied.") from None
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    else:
        raise _is_there(path)


def often_copied(path: PurePath) -> str:
    """Returns the name of the folder on the way to a file that may be synced or seen by others; empty for none."""
    for part in path.parent.parts:
        word = part.casefold()
        service = word.partition(" - ")[0].partition(" (")[0]  # "OneDrive - Name", "Dropbox (Name)"
        if found := _SYNCED.get(service) or _OPEN_TO_VIEW.get(word):
            return found
    return ""


def seen_by_others(path: Path) -> str:
    """Returns the name of a folder on the way to a file that may be synced or seen by others; empty for none."""
    try:
        real = path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return often_copied(path)
    return often_copied(real) or often_copied(path)


def _is_there(path: Path) -> CannotWrite:
    if os.path.isdir(path):  # noqa: PTH112  as above
        return CannotWrite(f"{path} is a folder. Nothing was written. Add the name of a file.")
    return CannotWrite(f"{path} is there already. Nothing was written. Choose another name.")


def _refused(path: Path, error: Exception) -> CannotWrite:
    return CannotWrite(f"{path} cannot be written: {_why(error)}.")


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or "unknown fault").lower()
    return "this is no name for a file"


def _without_a_part(path: Path) -> str:
    """Removes what was written so far, and says what is left."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return "A part of it is there still. You can delete it."
    return "Nothing of it is left."


def seen_in(place: str) -> str:
    """Returns the warning about a folder that may be synced or seen by others."""
    return f"That lies in {place}. Such a folder may be copied to other devices, and others may look into it."
