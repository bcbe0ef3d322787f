"""What a page of the documentation holds: its fenced blocks, and the commands in them with what they print."""

import contextlib
import io
import re
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from stuckpoint.cli.main import main

ROOT = Path(__file__).parents[2]
_TAKEN_OVER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)


class TypedLines(io.StringIO):
    """Lines typed at a terminal, which shows them as they are typed."""

    def __init__(self, lines: Sequence[str], screen: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._screen = screen

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # typeshed: bytes too
        line = super().readline(size or -1)
        self._screen.write(line)
        return line


class Fenced(NamedTuple):
    """A fenced block of a page, with the paragraph before it."""

    before: str
    language: str
    text: str


class Shown(NamedTuple):
    """A command as a page shows it, with what it prints according to the page."""

    command: str
    said: str


def fenced(page: str) -> list[Fenced]:
    """Returns the fenced blocks of a page, in order."""
    parts = re.split(r"^```(\w*)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    return [
        Fenced(before.rstrip().rpartition("\n\n")[2], language, text)
        for before, language, text in zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    ]


def shown(block: str) -> list[Shown]:
    """Returns the commands of a block, each behind a `$`, with the lines under it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert parts[0] == "", "a block begins with a command or has none"
    return [Shown(command, said) for command, said in zip(parts[1::2], parts[2::2], strict=True)]


def is_excerpt(said: str, printed: str) -> bool:
    """Says whether a page shows what was printed, from the first line to the last, but for those it marks by `...`."""
    parts = re.split(r"^\.\.\.\n", said, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(map(re.escape, parts))
    return re.fullmatch(pattern, printed and printed.strip("\n") + "\n") is not None


def run(command: str, typed: Sequence[str] = ()) -> tuple[int, str]:
    """Runs a command as a page shows it, in the folder one is in; returns its exit code and all that it shows."""
    line, _, target = command.partition(" > ")
    program, *arguments = shlex.split(line)
    assert program == "stuckpoint"
    screen = io.StringIO()
    with _at_a_terminal(TypedLines(typed, screen), screen):
        code = main(arguments)
    if target:
        Path(target).write_text(screen.getvalue(), encoding="utf-8")
        return code, ""
    return code, screen.getvalue()


@contextlib.contextmanager
def _at_a_terminal(lines: TypedLines, screen: io.StringIO) -> Iterator[None]:
    """Has lines typed and all output shown; then gives back the signals that the quiz takes over."""
    signals = {number: signal.getsignal(number) for number in _TAKEN_OVER}
    keyboard, sys.stdin = sys.stdin, lines
    try:
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            yield
    finally:
        sys.stdin = keyboard
        for number, handler in signals.items():
            signal.signal(number, handler)
