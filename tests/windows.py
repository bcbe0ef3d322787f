"""A window in this process: what is drawn on it, and someone at its keyboard. For what needs no pseudo-terminal."""

import io
from collections.abc import Callable, Iterable

import pyte

Reply = Callable[[str], str | None]


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
        self._screen = pyte.HistoryScreen(columns, lines, history=10_000)
        self._stream = pyte.Stream(self._screen)
        self._drawn = 0

    def isatty(self) -> bool:
        """Says whether this is a terminal."""
        return self._is_terminal

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Draws what was written, and types a line."""
        before = len(self._screen.history.top)
        self._stream.feed(self.getvalue()[self._drawn :].replace("\n", "\r\n"))
        self._drawn = len(self.getvalue())
        self.lost.append(len(self._screen.history.top) - before)
        self.screens.append("\n".join(line.rstrip() for line in self._screen.display).rstrip())
        typed = self._reply(self.screens[-1])
        if typed is None:
            return ""
        self._stream.feed(f"{typed}\r\n")
        return f"{typed}\n"


def typing(lines: Iterable[str]) -> Reply:
    """Types lines one after another, whatever the screen shows, and then ends the input."""
    coming = iter(lines)
    return lambda _screen: next(coming, None)
