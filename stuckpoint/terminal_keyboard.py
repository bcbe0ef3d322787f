"""The keyboard of a terminal: what was typed and not read, and whose turn it is. Does nothing where there is none."""

import os
from contextlib import suppress
from typing import TextIO

from stuckpoint.errors import Left


def forget_typed(stdin: TextIO) -> None:
    """Drops what was typed and not read, so that no answer lands in the shell."""
    try:
        import termios
    except ImportError:
        return
    with suppress(OSError, termios.error):  # the window may be gone, and what was typed with it
        termios.tcflush(stdin.fileno(), termios.TCIFLUSH)


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
