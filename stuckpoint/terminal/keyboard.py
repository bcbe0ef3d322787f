"""The keyboard of a terminal: what was typed and not read, whose turn it is, and how it is set.

Does nothing where there is none.
"""

import os
from contextlib import suppress
from select import select
from typing import Any, TextIO

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


class Settings:
    """How the terminal takes what is typed: as a person needs it here, and then again as it was found."""

    def __init__(self, stdin: TextIO) -> None:
        self._stdin = stdin
        self._found: list[Any] | None = None

    @property
    def are_taken(self) -> bool:
        """Says whether they are other than they were found."""
        return self._found is not None

    def take(self) -> None:
        """Has typed lines come whole, and Ctrl-C and Ctrl-D end, whatever another program left behind.

        After Ctrl-S, which stops what is shown, any key has it go on.
        """
        with suppress(ImportError, OSError, ValueError):  # no terminal, or none that could be set
            import termios

            with suppress(termios.error):
                found = termios.tcgetattr(self._stdin)
                incoming, outgoing, control, local, *speeds, keys = found
                incoming = (incoming | termios.ICRNL | termios.IXANY) & ~(termios.IGNCR | termios.INLCR)
                outgoing |= termios.OPOST | termios.ONLCR
                local |= termios.ICANON | termios.ISIG | termios.IEXTEN | termios.ECHO | termios.ECHOE | termios.ECHOK
                keys = [*keys]
                keys[termios.VINTR], keys[termios.VEOF] = b"\x03", b"\x04"
                termios.tcsetattr(self._stdin, termios.TCSANOW, [incoming, outgoing, control, local, *speeds, keys])
                self._found = found

    def fall_silent(self) -> None:
        """Has what is typed from here on stay unseen, and what is shown go on if Ctrl-S stopped it."""
        if self._found:
            import termios

            with suppress(termios.error):
                now = termios.tcgetattr(self._stdin)
                now[0] &= ~termios.IXON
                now[3] &= ~termios.ECHO
                termios.tcsetattr(self._stdin, termios.TCSANOW, now)

    def put_back(self) -> None:
        """Has the terminal as it was found."""
        if self._found:
            import termios

            with suppress(termios.error):  # the window may be gone
                termios.tcsetattr(self._stdin, termios.TCSANOW, self._found)
            self._found = None
