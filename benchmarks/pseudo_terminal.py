"""A program in a pseudo-terminal, and when what came out of it came.

What came is only noted while it comes, with the time; a screen is drawn from it afterwards, so that the drawing
delays nothing that is measured.
"""

import os
import re
import select
import subprocess
import sys
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, perf_counter

import pyte
from measuring import environment

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))

from screens import words

COLUMNS, LINES = 80, 24
PATIENCE = 30.0  # seconds; only what has gone wrong waits so long
_QUIET = 0.02  # seconds without a byte, after which a screen counts as drawn
_WHERE_IS_THE_CURSOR, _AT_THE_TOP = b"\x1b[6n", b"\x1b[1;1R"


class NotShown(Exception):
    """What was waited for did not come."""


class Program:
    """A program running in a window of 80 by 24. Times are in seconds."""

    def __init__(
        self, command: Sequence[str], typed: str = "", *, folder: Path | None = None, errors: Path | None = None
    ) -> None:
        """Starts it, with keys typed ahead; what it says on standard error can go to a file."""
        self._ours, its = os.openpty()
        termios.tcsetwinsize(its, (LINES, COLUMNS))
        self._raw = b""
        self._typed_at = self._drawn = 0
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._is_over = False
        if typed:
            os.write(self._ours, typed.encode())
        with errors.open("wb") if errors else os.fdopen(os.dup(its), "wb") as stderr:
            self._began = self._came_at = perf_counter()
            self._process = subprocess.Popen(
                command, stdin=its, stdout=its, stderr=stderr, start_new_session=True, env=environment(), cwd=folder
            )
        os.close(its)

    def type(self, text: str) -> None:
        """Types text. What is waited for next has to come after it, and its time counts from here."""
        self._typed_at = len(self._raw)
        self._began = perf_counter()
        os.write(self._ours, text.encode())

    def until(self, *texts: str, end: str = "", patience: float = PATIENCE) -> float:
        """Waits until texts are on the screen and what came ends as a pattern says; returns how long it took.

        Raises NotShown where they do not come, or have come and are not on the screen.
        """
        until = monotonic() + patience
        while not (all(text in self._words() for text in texts) and self._ends(end)):
            if not self._receive(until - monotonic()):
                raise self.give_up(f"{[*texts, end]} did not come")
        taken = self._came_at - self._began
        shown = words(self.display())
        if missing := [text for text in texts if text not in shown]:
            raise self.give_up(f"{missing} came and went")
        return taken

    def goes_on(self, end: str) -> bool:
        """Waits until what came ends as a pattern says; returns False where the program ended instead."""
        while not self._is_over:
            if self._ends(end):
                return True
            if not self._receive(PATIENCE) and not self._is_over:
                raise self.give_up("nothing more came")
        return False

    def rest(self) -> float:
        """Waits until nothing more comes; returns how long it took until the last byte had come."""
        while self._receive(_QUIET):
            pass
        return self._came_at - self._began

    def end(self) -> float:
        """Waits for the program to end; returns how long it took. Raises NotShown where it does not end well."""
        while self._receive(PATIENCE):
            pass
        if not self._is_over:
            raise self.give_up("it does not end")
        status = self._process.wait()
        taken = perf_counter() - self._began
        if status != 0:
            raise self.give_up(f"it ended with {status}")
        return taken

    def display(self) -> str:
        """Returns the lines now on the screen."""
        self._stream.feed(self._raw[self._drawn :])
        self._drawn = len(self._raw)
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def give_up(self, what: str) -> NotShown:
        """Ends the program; returns what to raise about it."""
        self._process.kill()
        self._process.wait()
        self._over()
        return NotShown(f"{what}, and it shows:\n{self.display()}")

    def _over(self) -> None:
        if not self._is_over:
            self._is_over = True
            os.close(self._ours)

    def _words(self) -> str:
        return words(self._raw[self._typed_at :].decode(errors="replace"))

    def _ends(self, pattern: str) -> bool:
        return re.search(f"(?:{pattern})$", self._words()) is not None

    def _receive(self, patience: float) -> bool:
        if self._is_over or not select.select([self._ours], [], [], max(0.0, patience))[0]:
            return False
        came = b""
        with suppress(OSError):  # it has ended
            came = os.read(self._ours, 65536)
        if not came:
            self._over()
        else:
            self._came_at = perf_counter()
            self._raw += came
        if _WHERE_IS_THE_CURSOR in came:  # answered as any terminal does
            os.write(self._ours, _AT_THE_TOP)
        return bool(came)
