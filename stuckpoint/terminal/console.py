"""The console of Windows, which draws escape sequences only when told to. Elsewhere there is none to tell."""

import sys
from collections.abc import Callable
from typing import TextIO

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
