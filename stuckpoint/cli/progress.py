"""A bar on the terminal that says how far something long has come. Nothing of it reaches standard output."""

import sys
from time import monotonic
from types import TracebackType

from stuckpoint import blocks
from stuckpoint.terminal.window import wants_plain, window_size

_PATIENCE = 1.0  # seconds before anything is said
_EVERY = 0.1


class Progress:
    """A line that is written over as something goes on, and taken away at the end.

    Says nothing before a second has passed, or where nobody would see it.
    """

    def __init__(self, doing: str, steps: int = 1) -> None:
        self._doing = doing
        self._steps = steps
        self._done = 0
        self._next = monotonic() + _PATIENCE
        self._width = 0
        self._seen = bool(sys.stderr and sys.stderr.isatty() and not wants_plain())

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            self._write(f"\r{' ' * self._width}\r")

    def tell(self, part: float) -> None:
        """Says how much of the step is done, from 0 to 1."""
        if not self._seen or monotonic() < self._next:
            return
        self._next = monotonic() + _EVERY
        from stuckpoint.terminal.console import encodable  # here, because what is soon done draws nothing
        from stuckpoint.terminal.drawing import drawn

        percent = int(100 * (self._done + part) / self._steps)
        columns = window_size(sys.stdin, sys.stderr).columns
        line = drawn(blocks.Progress(f"{self._doing} {percent}%", percent, 100), columns, plain=False)[0]
        self._width = max(self._width, len(line.plain))
        self._write(f"\r{encodable(line.styled, sys.stderr.encoding or 'utf-8')}")

    def next_step(self) -> None:
        """Goes on to the next step."""
        self._done += 1

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
