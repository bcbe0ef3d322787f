"""A command in a pseudo-terminal: typed lines go in; a screen, and the bytes behind it, come out."""

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte

# Therapy on your own, alone, nothing to say about safety, and on.
START = "1\n1\n7\n5\n10\n1\n"
# How every screen ends that waits for a line.
WAITING = re.compile(r"(Your answer:|x leave\.|Press Enter (for more|to go back|to go back to the quiz)\.)$")
PROGRAM = (sys.executable, "-P", "-m", "stuckpoint")
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])")
# Each screen begins with its first row cleared, and each row with the cursor put there.
CLEAR = "\x1b[1;1H\x1b[2K"
_ROW = re.compile(r"\x1b\[\d+;1H")
# What Rich draws beside the words: frames, rules, bars, and the marks of headings and lists.
_DRAWN = re.compile("[\u2500-\u25ff\u00b7]")
_PATIENCE = 10.0  # seconds; only a test that fails waits so long


def settle(pid: int) -> None:
    """Waits until the last command that a process started does nothing but wait, where that can be seen.

    A signal that comes between a prompt and the reading of the line is not seen until a line was read.
    """
    try:
        while started := Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            pid = int(started[-1])
        while ") S " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
            time.sleep(0.001)
    except OSError:  # it ended, or this system does not show it
        pass


def rows(text: str) -> str:
    """Returns what was written to a window as lines, without escape sequences."""
    return ESCAPE.sub("", _ROW.sub("\n", text))


def words(text: str) -> str:
    """Returns the words of a text, one space apart, without escape sequences and without what is drawn beside them."""
    return " ".join(_DRAWN.sub(" ", rows(text)).replace("\u2022", "-").split())


def put_back(lines: int = 24) -> str:
    """Returns what leaves a window as it was: each row cleared, the whole of it scrolled again, the own screen."""
    cleared = "".join(f"\x1b[{row};1H\x1b[2K" for row in range(1, lines + 1))
    return f"{cleared}\x1b[r\x1b[1;1H\x1b[?1049l"


class Screen:
    """A command running in a window of a given size. `raw` is every byte that came out of it."""

    def __init__(
        self, command: Sequence[str], columns: int = 80, lines: int = 24, folder: Path | None = None, /, **settings: str
    ) -> None:
        # These would override the size of the window or the look of the output.
        env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], [*command[1:]], dimensions=(lines, columns), cwd=folder, env={**env, **settings}
        )
        self.child.delaybeforesend = None
        self.raw = b""
        self._typed_at = 0
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def type(self, text: str | bytes) -> None:
        """Types text as it is. What is waited for next has to come after it."""
        self._typed_at = len(self.raw)
        self.child.send(text)

    def type_slowly(self, lines: str) -> None:
        """Types lines, each once the screen waits for one: what is typed ahead answers nothing about safety."""
        for line in lines.splitlines(keepends=True):
            self.until(lambda came: WAITING.search(came))
            self.settle()
            self.type(line)

    def see(self, *texts: str) -> str:
        """Waits until all of the texts have come since something was typed; returns the screen."""
        return self.until(lambda came: all(text in came for text in texts))

    def until(self, enough: Callable[[str], object]) -> str:
        """Waits until what came since something was typed, as words, is enough; returns the screen."""
        while not enough(words(self.since())):
            assert self._receive(), f"it ended, and last showed:\n{self.display()}"
        return self.display()

    def resize(self, columns: int, lines: int) -> None:
        """Gives the window another size."""
        self._typed_at = len(self.raw)
        self._screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def settle(self) -> None:
        """Waits until the command, or what it started, does nothing but wait."""
        assert self.child.pid is not None
        settle(self.child.pid)
        with suppress(pexpect.TIMEOUT, pexpect.EOF):  # what it wrote before it waited
            while True:
                self._take(self.child.read_nonblocking(65536, timeout=0))

    def since(self) -> str:
        """Returns what came since something was typed."""
        return self.raw[self._typed_at :].decode(errors="replace")

    def display(self) -> str:
        """Returns the lines now on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def status(self) -> int | None:
        """Waits for the command to end; returns its exit status, None when a signal killed it."""
        while self._receive():
            pass
        self.child.wait()
        return self.child.exitstatus

    def _receive(self) -> bool:
        try:
            came = self.child.read_nonblocking(65536, timeout=_PATIENCE)
        except pexpect.TIMEOUT as error:
            raise AssertionError(f"nothing more came, and it shows:\n{self.display()}") from error
        except pexpect.EOF:
            return False
        self._take(came)
        return True

    def _take(self, came: bytes) -> None:
        self.raw += came
        self._stream.feed(came)
