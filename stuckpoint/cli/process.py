"""What holds for the process of every command: its streams wait and lose nothing, its memory stays off the disk."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting_streams() -> Iterator[None]:
    """Has the standard streams wait in here, if another program left them otherwise, and then puts them back."""
    impatient = [number for number in range(3) if not _waits(number)]
    for number in impatient:
        os.set_blocking(number, True)
    try:
        yield
    finally:
        for number in impatient:
            os.set_blocking(number, False)


def _waits(stream: int) -> bool:
    try:
        return os.get_blocking(stream)
    except (AttributeError, OSError):  # Windows has no such streams; or this one is closed
        return True


def write_whole() -> None:
    """Sees to it that a text goes out whole, or fails: without a buffer, as some set Python up, the rest is lost."""
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        encoding, errors = sys.stdout.encoding, sys.stdout.errors
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, write_through=True)


def leave_no_core_dump() -> None:
    """Sees to it that no crash leaves answers on the disk, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    # One byte holds nothing; and unlike none, it keeps Linux from handing the memory to another program.
    limit = 1 if most else 0
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
