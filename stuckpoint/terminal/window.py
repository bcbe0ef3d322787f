"""The window that a person reads in: how large it is, what it takes, and whether linear text is asked for."""

import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

READING = 78  # columns that prose may take; longer lines are hard to read
FRAMED = 60  # columns from which on there are frames
_USUAL = os.terminal_size((80, 24))
_LINEAR = frozenset({"", "dumb", "unknown"})  # terminals that understand no escape sequence, as TERM names them
_NOT_SET = frozenset({"", "0", "false"})


def wants_plain() -> bool:
    """Says whether the environment asks for linear text: by ACCESSIBLE, or by a TERM that can do nothing else."""
    # Windows sets no TERM; anywhere else a terminal that has none can do nothing that is known.
    terminal = os.environ.get("TERM", "" if os.name == "posix" else "windows")
    asked = os.environ.get("ACCESSIBLE", "").strip().lower() not in _NOT_SET
    return asked or terminal.strip().lower() in _LINEAR


def can_draw() -> bool:
    """Says whether standard output is a terminal that is drawn on."""
    out = sys.stdout
    return out is not None and out.isatty() and not wants_plain() and begin_escapes(out) is not None


def window_size(stdin: TextIO, stdout: TextIO) -> os.terminal_size:
    """Returns the columns and lines of the window that is written to.

    COLUMNS and LINES count only where that is no window, for then somebody may have said what it is.
    """
    return _window(stdout) or shutil.get_terminal_size(_window(stdin) or _USUAL)


def printed_width() -> int:
    """Returns how long a line on standard output may be.

    What goes into a pipe is most often read in the window that it was typed in, such as with `less`.
    """
    window = _window(sys.stdout)
    if not window and _is_pipe(sys.stdout):
        window = _window(sys.stdin) or _window(sys.stderr)
    return (window or _USUAL).columns - 1


def _is_pipe(stream: TextIO | None) -> bool:
    with suppress(AttributeError, OSError, ValueError):
        return stream is not None and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    return False


def _window(stream: TextIO | None) -> os.terminal_size | None:
    """Returns the size of the window behind a stream; None where there is none, or where it does not say."""
    with suppress(AttributeError, OSError, ValueError):  # closed, in memory, a file or a pipe
        size = os.get_terminal_size(stream.fileno() if stream else -1)
        return size if all(size) else None
    return None


def give_up_output() -> None:
    """Has nothing wait or complain any more, at exit neither, about output that nobody takes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_UNDERSTANDS_ESCAPES = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def begin_escapes(stdout: TextIO) -> Callable[[], object] | None:
    """Has the console understand escape sequences. Returns what puts it back as it was, None where it cannot."""
    if not hasattr(sys, "getwindowsversion") or not stdout.isatty():
        return _nothing
    import ctypes
    import msvcrt

    # Asked for by name: only Windows has them.
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009
    window = ctypes.c_void_p(getattr(msvcrt, "get_osfhandle")(stdout.fileno()))  # noqa: B009
    before = ctypes.c_uint32()
    if not kernel.GetConsoleMode(window, ctypes.byref(before)):
        return None
    if before.value & _UNDERSTANDS_ESCAPES:
        return _nothing
    if not kernel.SetConsoleMode(window, before.value | _UNDERSTANDS_ESCAPES):
        return None
    return lambda: kernel.SetConsoleMode(window, before.value)


def _nothing() -> None:
    pass
