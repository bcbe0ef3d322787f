"""The keyboard of a terminal: what was typed and not read, and whose turn it is. Does nothing where there is none."""

import os
from contextlib import suppress
from select import select
from typing import TextIO

from stuckpoint.errors import Left

# Ctrl-D, where the system does not take it for the end of input: there it is typed like a letter, with Enter.
ENDS_INPUT = frozenset({"\x04"})


def line_waits(stdin: TextIO) -> bool:
    """Says whether a line was typed to its end and is not read yet. Only for keyboards that can be waited for."""
    try:
        return bool(select([stdin], [], [], 0)[0])
    except (OSError, ValueError):  # no file of the system's
        return False


def forget_typed(stdin: TextIO) -> None:
    """Drops what was typed and not read, so that no answer lands in the shell."""
    try:
        import termios
    except ImportError:
        _forget_keys()
        return
    with suppress(OSError, termios.error):  # the window may be gone, and what was typed with it
        termios.tcflush(stdin.fileno(), termios.TCIFLUSH)


def _forget_keys() -> None:
    """Does the same on Windows, key by key."""
    try:
        import msvcrt
    except ImportError:
        return
    # Asked for by name: only Windows has them.
    is_pressed, key = getattr(msvcrt, "kbhit"), getattr(msvcrt, "getwch")  # noqa: B009
    while is_pressed():
        key()


def is_ours(stdin: TextIO) -> bool:
    """Says whether what is typed comes here. After Ctrl-Z it goes to the shell, until that gives the terminal back."""
    if not hasattr(os, "tcgetpgrp"):
        return True
    try:
        return os.tcgetpgrp(stdin.fileno()) == os.getpgrp()
    except OSError:  # not the terminal that this was started from
        return True


def wait_until_ours(stdin: TextIO) -> None:
    """Stops while the terminal is the shell's, as after `bg`. Raises Left when the window is gone."""
    try:
        import termios
    except ImportError:
        return
    try:
        # Changes nothing; but the system stops whoever asks for it without having the terminal.
        termios.tcdrain(stdin.fileno())
    except (OSError, termios.error) as gone:
        raise Left from gone
