"""Shows pages and reads typed lines. Knows no bank.

Full mode draws on the terminal's other screen, so that nothing stays in the scrollback. Plain mode is
linear text without one escape byte, for screen readers, pipes and small windows.
"""

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from time import sleep
from typing import TextIO

from stuckpoint.blocks import Block, Keys, Page
from stuckpoint.characters import as_typed
from stuckpoint.errors import InBackground, Left
from stuckpoint.terminal.console import Line, encodable
from stuckpoint.terminal.drawing import as_text
from stuckpoint.terminal.keyboard import ENDS_INPUT, Settings, forget_typed, is_ours, line_waits, wait_until_ours
from stuckpoint.terminal.parts import Parts
from stuckpoint.terminal.signals import Signals
from stuckpoint.terminal.window import READING, begin_escapes, give_up_output, wants_plain, window_size

MIN_WIDTH, MIN_HEIGHT = 40, 10
_LONGEST_LINE = 10_000
_READ_FIRST = "There is more to read before that can be typed."
_KEPT = "What you typed is noted. At the end of this list, Enter answers with it."
_BEHIND = "The quiz was started in the background, where it cannot be answered. Start it without & at the end."
PROMPT = "Your answer: "
_LATE_KEYS = 0.05  # seconds for what was on its way when somebody left: a key held down comes 30 times a second
_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
_AT_THE_TOP, _WHOLE_REGION = "\x1b[1;1H", "\x1b[r"


class Terminal:
    """Where a person reads and types. Use it as a context, and last: on the way out the window is put back.

    From then on the signals that end a program are ignored: pressed twice, they change nothing.

    Attributes:
        full: whether the whole window is drawn on; if not, this is plain mode.
        place: where the part began under which the last line was typed.
    """

    def __init__(self, *, plain: bool, stdin: TextIO | None = None, stdout: TextIO | None = None) -> None:
        # A closed standard stream is None: nothing is typed there, and nobody reads.
        self._in: TextIO = stdin or sys.stdin or io.StringIO()
        self._out: TextIO = stdout or sys.stdout or io.StringIO()
        for stream in (self._in, self._out):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        self._signals = Signals()
        self._settings = Settings(self._in)
        self._doing: Callable[[], object] | None = None
        self._is_on_other_screen = False
        self._was_left = False
        self._end_escapes = begin_escapes(self._out)
        self._size = window_size(self._in, self._out)
        self.full = not plain and self._can_be_full()
        self.place = 0

    def __enter__(self) -> "Terminal":
        """Takes the terminal over. Raises InBackground where it is another program's."""
        if self._in.isatty() and not is_ours(self._in):
            raise InBackground(_BEHIND)
        self._settings.take()
        self._signals.begin(may_stop=self._in.isatty(), is_redrawn=self.full)
        return self

    def __exit__(self, *_: object) -> None:
        # The window may be gone; there is nothing left to put back then.
        with self._signals.ending(give_up_output), suppress(OSError):
            self._put_aside(_LATE_KEYS)
            if self._end_escapes:
                self._end_escapes()

    def ask(
        self,
        blocks: Sequence[Block],
        footer: str | Keys,
        *,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,
        keeps: bool = False,
        place: int = 0,
    ) -> str:
        """Shows blocks and returns the line typed under them, without white space around it.

        In full mode what does not fit the window is shown in parts; what is typed at any part is the answer, and
        Enter goes on to the next. Raises Left at the end of input, or when a signal ends the run.

        Args:
            blocks: what is shown.
            footer: what may be typed.
            say: what there is to say about what was typed before.
            enter: what Enter does, once everything was shown.
            prompt: what stands before the cursor.
            ends: whether what is typed before the last part is an answer; if not, it goes on to the next as Enter does.
            keeps: whether what was typed before is what Enter alone answers under the last part.
            place: where to begin, as `place` was when the same blocks were shown; 0 is their beginning.
        """
        parts = Parts(blocks, footer, say, enter, window=lambda: self._size, plain=not self.full, place=place)
        kept = ""
        with self._signals.leaving():
            while True:
                typed = self._read(partial(self._drawn, parts), prompt)
                self.place = parts.place
                if parts.is_last or ends(typed):
                    return typed or kept
                kept = (typed or kept) if keeps else ""
                parts.go_on(_KEPT if kept else _READ_FIRST if typed else "")

    def typed_ahead(self) -> list[str]:
        """Returns the lines that were typed at a keyboard and not read yet; what was not typed to its end is dropped.

        Raises Left at the end of input.
        """
        lines: list[str] = []
        with self._signals.leaving():
            while self._in.isatty() and is_ours(self._in) and line_waits(self._in):
                lines.append(self._line())
        if self._in.isatty() and is_ours(self._in):
            forget_typed(self._in)
        return lines

    def do_while_waiting(self, do: Callable[[], object]) -> None:
        """Has something done, once, when the next screen is shown and before what is typed there is read."""
        self._doing = do

    def print_on(self, pages: Sequence[Page]) -> str:
        """Prints pages where they stay: on the ordinary screen, as linear text. Returns what is typed then."""
        with self._signals.leaving():
            self._leave_other_screen()
            self._measure()
            self._write(as_text(pages, min(self._size.columns - 1, READING)))
            return self._read(lambda: "", "\nPress Enter to go back to the quiz.") if self.full else ""

    def leave(self) -> None:
        """Has the line that was being typed end on the way out."""
        self._was_left = True

    def end_line(self) -> None:
        """Ends the line that was being typed, where it is not cleared anyway."""
        if not self._is_on_other_screen and is_ours(self._in):
            with suppress(OSError):
                self._write("\n")

    def _drawn(self, parts: Parts) -> str:
        """Returns what shows a part in the window as it is now."""
        self._measure()
        if self.full:
            self._enter_other_screen()
            return _screen(parts.lines(), self._size)
        return "".join(f"{line.plain}\n" for line in (Line(), *parts.lines()))

    def _measure(self) -> bool:
        """Finds out how large the window is now. Says whether that is news."""
        before, self._size = self._size, window_size(self._in, self._out)
        return self._size != before

    def _write(self, text: str) -> None:
        self._out.write(encodable(text, self._out.encoding or "utf-8"))
        self._out.flush()

    def _read(self, drawn: Callable[[], str], prompt: str) -> str:
        """Shows something and returns the line typed under it; after Ctrl-Z it is shown anew, or in another size."""

        def show_again() -> None:
            wait_until_ours(self._in)
            self._settings.take()
            self._write(drawn() + prompt)

        def show_resized() -> None:
            # What stays in the window as it is, is not drawn twice; and a line that is complete is read first.
            if not self._is_on_other_screen or not is_ours(self._in) or line_waits(self._in) or not self._measure():
                return
            forget_typed(self._in)  # half a line could not be shown again
            self._write(drawn() + prompt)

        try:
            self._write(drawn() + prompt)
        except OSError as gone:
            raise Left from gone
        self._do_now()
        with self._signals.waiting(aside=self._put_aside, again=show_again, resized=show_resized):
            line = self._line()
        if not self._in.isatty():
            self.end_line()  # nobody saw a typed line end
        return line

    def _line(self) -> str:
        """Reads a line, and returns it without white space around it. Raises Left where none comes any more."""
        try:
            line = self._in.readline(_LONGEST_LINE)
        except OSError as gone:
            raise Left from gone
        # Nobody types so much: this is no keyboard.
        if not line or len(line) == _LONGEST_LINE or line.strip() in ENDS_INPUT:
            raise Left
        return as_typed(line)

    def _do_now(self) -> None:
        """Does what was to be done while somebody reads, once."""
        doing, self._doing = self._doing, None
        if doing:
            doing()

    def _put_aside(self, late: float = 0.0) -> None:
        """Puts the window back as it was, and drops what was typed and not read; also what comes in so many seconds."""
        is_ours_now = self._in.isatty() and is_ours(self._in)
        if is_ours_now:
            self._settings.fall_silent()
        try:
            if self._was_left:
                self.end_line()
            self._leave_other_screen()
        finally:
            if is_ours_now:
                sleep(late * self._settings.are_taken)
                self._settings.put_back()
                forget_typed(self._in)

    def _enter_other_screen(self) -> None:
        if not self._is_on_other_screen:
            self._is_on_other_screen = True  # said first: better left without need than not left
            self._write(_OTHER_SCREEN)

    def _leave_other_screen(self) -> None:
        if self._is_on_other_screen:
            self._measure()
            self._write(_rows([], self._size) + _WHOLE_REGION + _AT_THE_TOP + _OWN_SCREEN)
            self._is_on_other_screen = False

    def _can_be_full(self) -> bool:
        able = self._in.isatty() and self._out.isatty() and self._end_escapes is not None and not wants_plain()
        return able and self._size.columns >= MIN_WIDTH and self._size.lines >= MIN_HEIGHT


def _screen(lines: list[Line], size: os.terminal_size) -> str:
    """Returns what shows lines and has what is typed stand under them, in a part of the window of its own.

    That part is two rows or more, so that the Enter typed in its first row scrolls nothing off.
    """
    row = len(lines) + 1
    if row > size.lines:  # a window so small that even one part of this is too long for it
        return _WHOLE_REGION + _rows(lines, size) + "".join(f"\n{line.styled}" for line in lines[size.lines :]) + "\n"
    own = f"\x1b[{row};{size.lines}r" if row < size.lines else _WHOLE_REGION
    return f"{_rows(lines, size)}{own}\x1b[{row};1H"


def _rows(lines: list[Line], size: os.terminal_size) -> str:
    """Returns what puts lines into the rows of a window, and nothing into the others.

    Rows are cleared one by one: some terminals keep, for who scrolls up, what is cleared all at once.
    """
    styled = [line.styled for line in lines[: size.lines]] + [""] * (size.lines - len(lines))
    return "".join(f"\x1b[{row};1H\x1b[2K{text}" for row, text in enumerate(styled, 1))
