"""Writes a file that was asked for: new, readable by its owner only, whole or not at all."""

import os
from pathlib import Path

from stuckpoint.errors import CannotWrite


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
        raise CannotWrite(f"{path} is there already. Nothing was written. Choose another name.") from error
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {(error.strerror or 'unknown fault').lower()}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CannotWrite(f"{path} could not be written whole, and was removed.") from error
