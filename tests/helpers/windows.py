"""A window in this process: what is drawn on it, and someone at its keyboard. For what needs no pseudo-terminal."""

import io
from collections.abc import Callable, Iterable

import pyte

Reply = Callable[[str], str | None]
_ENOUGH = 1000


class _Counting(pyte.Screen):
    """A screen that counts the lines that leave it, or the part of it that scrolls, at the top."""

    gone = 0

    def index(self) -> None:
        """Moves down a line; at the bottom of what scrolls, the top line of it goes."""
        bottom = self.margins.bottom if self.margins else self.lines - 1
        self.gone += self.cursor.y == bottom
        super().index()


class Window(io.StringIO):
    """Both ends of a terminal: standard output is drawn on it, standard input typed at it.

    Whenever a line is read, `reply` is given the screen, and returns what to type, or None to end the input.

    Attributes:
        screens: the screens at which a line was read.
        lost: how many lines of each had left the window at the top before anyone could read them.
    """

    def __init__(self, reply: Reply, columns: int = 80, lines: int = 24, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.screens: list[str] = []
        self.lost: list[int] = []
        self._reply = reply
        self._is_terminal = is_terminal
        self._screen = _Counting(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._drawn = 0

    @property
    def scrolled(self) -> int:
        """Returns how many lines left the window, what was typed included: some terminals keep them."""
        return self._screen.gone

    def isatty(self) -> bool:
        """Says whether this is a terminal."""
        return self._is_terminal

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Draws what was written, and types a line."""
        before = self._screen.gone
        self._stream.feed(self.getvalue()[self._drawn :].replace("\n", "\r\n"))
        self._drawn = len(self.getvalue())
        self.lost.append(self._screen.gone - before)
        self.screens.append("\n".join(line.rstrip() for line in self._screen.display).rstrip())
        assert len(self.screens) < _ENOUGH, f"it goes on for ever with:\n{self.screens[-1]}"
        typed = self._reply(self.screens[-1])
        if typed is None:
            return ""
        self._stream.feed(f"{typed}\r\n")
        return f"{typed}\n"


def typing(lines: Iterable[str]) -> Reply:
    """Types lines one after another, whatever the screen shows, and then ends the input."""
    coming = iter(lines)
    return lambda _screen: next(coming, None)
