"""Writes a file that was asked for: new, readable by its owner only, whole or not at all."""

import os
from pathlib import Path

from stuckpoint.errors import CannotWrite
from stuckpoint.places import often_copied


def write_new(path: Path, text: str) -> None:
    """Writes a text to a file that is not there yet.

    Raises CannotWrite, leaving nothing behind, when something of that name is there or writing fails.
    """
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
        path.unlink(missing_ok=True)
        raise CannotWrite(f"{path} could not be written whole, and was removed.") from error


def can_write(path: Path) -> None:
    """Makes sure that a file could be written, without writing one.

    Raises CannotWrite where something of that name is there already, or its folder is missing or closed.
    """
    try:
        if os.path.lexists(path):
            raise _is_there(path)
        folder = path.parent
        if not folder.is_dir():
            raise CannotWrite(f"{path} cannot be written: there is no folder {folder}.")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise CannotWrite(f"{path} cannot be written: permission denied.")
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error


def seen_by_others(path: Path) -> str:
    """Returns the name of a folder on the way to a file that may be synced or seen by others; empty for none."""
    try:
        real = path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return often_copied(path)
    return often_copied(real) or often_copied(path)


def _is_there(path: Path) -> CannotWrite:
    return CannotWrite(f"{path} is there already. Nothing was written. Choose another name.")


def _refused(path: Path, error: Exception) -> CannotWrite:
    what = (error.strerror or "unknown fault") if isinstance(error, OSError) else "this is no name for a file"
    return CannotWrite(f"{path} cannot be written: {what.lower()}.")
