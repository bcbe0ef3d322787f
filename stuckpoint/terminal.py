"""Shows pages and reads typed lines. Knows no bank.

Full mode draws on the terminal's other screen, so that nothing stays in the scrollback. Plain mode is
linear text without one escape byte, for screen readers, pipes and small windows.
"""

import io
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TextIO

from rich.console import Console
from rich.text import Text

from stuckpoint.blocks import Block, Page
from stuckpoint.characters import clean
from stuckpoint.errors import Left
from stuckpoint.terminal_drawing import TEXT_WIDTH, QuietConsole, as_text, groups_of, plain_console, split, wrapped
from stuckpoint.terminal_keyboard import forget_typed, is_ours, wait_until_ours
from stuckpoint.terminal_signals import Signals

MIN_WIDTH, MIN_HEIGHT = 40, 10
MIN_ROOM = 4  # lines: one to type on, and some to read
_LONGEST_LINE = 10_000
MORE = "Press Enter for more."
PROMPT = "Your answer: "


class Terminal:
    """Where a person reads and types. Use it as a context, and last: on the way out the window is put back.

    From then on the signals that end a program are ignored: pressed twice, they change nothing.
    """

    def __init__(self, *, plain: bool, stdin: TextIO | None = None, stdout: TextIO | None = None) -> None:
        # A closed standard stream is None: nothing is typed there, and nobody reads.
        self._in: TextIO = stdin or sys.stdin or io.StringIO()
        self._out: TextIO = stdout or sys.stdout or io.StringIO()
        for stream in (self._in, self._out):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        console = QuietConsole(file=self._out, highlight=False, markup=False, emoji=False)
        self._signals = Signals()
        self._is_on_other_screen = False
        self.full = not plain and _can_be_full(console, self._in, self._out)
        self._console = console if self.full else plain_console(self._out, min(console.width, TEXT_WIDTH + 1))

    def __enter__(self) -> "Terminal":
        self._signals.begin(may_stop=self._in.isatty())
        return self

    def __exit__(self, *_: object) -> None:
        self._signals.over()
        with suppress(OSError):  # the window may be gone; there is nothing left to put back then
            self._put_aside()

    def ask(self, blocks: Sequence[Block], footer: str, *, say: str = "", enter: str = "", prompt: str = PROMPT) -> str:
        """Shows blocks and returns the line typed under them, without white space around it.

        In full mode what does not fit the window is shown in parts; whatever is typed at any part is the
        answer, and Enter goes on to the next. Raises Left at the end of input, or when a signal ends the run.

        Args:
            blocks: what is shown.
            footer: what may be typed.
            say: what there is to say about what was typed before.
            enter: what Enter does, once everything was shown.
            prompt: what stands before the cursor.
        """
        groups = list(groups_of(blocks, self._console))
        if self.full and len(self._foot(say, MORE, footer)) + MIN_ROOM > self._console.height:
            # In a window this small, what there is to say comes first, and not under every part.
            groups.insert(0, wrapped(say, self._console))
            say = ""
        with self._signals.leaving():
            while True:
                last, more = self._foot(say, enter, footer), self._foot(say, MORE, footer)
                part, rest = self._fitting(groups, last, more)
                lines = [line for group in (*part, more if rest else last) for line in group]
                typed = self._read(partial(self._show, lines), prompt)
                if typed or not rest:
                    return typed
                groups = rest

    def _fitting(
        self, groups: list[list[Text]], last: list[Text], more: list[Text]
    ) -> tuple[list[list[Text]], list[list[Text]]]:
        """Returns the groups that fit the window above what stands under them, and the rest."""
        room = self._console.height - 1  # the line that is typed on
        if not self.full or sum(map(len, groups)) + len(last) <= room:
            return groups, []
        return split(groups, max(1, room - len(more)))

    def _foot(self, say: str, enter: str, footer: str) -> list[Text]:
        typing = " ".join(part for part in (enter, footer) if part)
        return [line for part in (say, typing) if part for line in (Text(), *wrapped(part, self._console))]

    def print_on(self, pages: Sequence[Page]) -> str:
        """Prints pages where they stay: on the ordinary screen, as linear text. Returns what is typed then."""
        with self._signals.leaving():
            self._leave_other_screen()
            self._write(as_text(pages, min(self._console.width - 1, TEXT_WIDTH)))
            return self._read(lambda: None, "\nPress Enter to go back to the quiz.") if self.full else ""

    def end_line(self) -> None:
        """Ends the line that was being typed, where it is not cleared anyway."""
        if not self._is_on_other_screen and is_ours(self._in):
            with suppress(OSError):
                self._write("\n")

    def _show(self, lines: Sequence[Text]) -> None:
        if self.full:
            self._enter_other_screen()
            self._console.clear()
        else:
            self._draw([Text()])
        self._draw(lines)

    def _draw(self, lines: Sequence[Text]) -> None:
        for line in lines:
            self._console.print(line, no_wrap=True, overflow="ignore", crop=False)

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def _read(self, show: Callable[[], None], prompt: str) -> str:
        """Shows something and returns the line typed under it; after Ctrl-Z it is shown anew."""

        def show_again() -> None:
            wait_until_ours(self._in)
            show()
            self._write(prompt)

        show()
        try:
            self._write(prompt)
            with self._signals.stopping(self._put_aside, show_again):
                line = self._in.readline(_LONGEST_LINE)
        except OSError as gone:
            raise Left from gone
        if not line or len(line) == _LONGEST_LINE:  # nobody types so much: this is no keyboard
            raise Left
        if not self._in.isatty():
            self.end_line()  # nobody saw a typed line end
        return clean(line).strip()

    def _put_aside(self) -> None:
        """Puts the window back as it was, with nothing left in it that was typed and not read."""
        self._leave_other_screen()
        if self._in.isatty() and is_ours(self._in):
            forget_typed(self._in)

    def _enter_other_screen(self) -> None:
        if not self._is_on_other_screen:
            self._is_on_other_screen = True  # said first: better left without need than not left
            self._console.set_alt_screen(True)

    def _leave_other_screen(self) -> None:
        if self._is_on_other_screen:
            self._console.clear()
            self._console.set_alt_screen(False)
            self._is_on_other_screen = False


def _can_be_full(console: Console, stdin: TextIO, stdout: TextIO) -> bool:
    able = stdin.isatty() and stdout.isatty() and console.is_terminal
    able = able and not console.is_dumb_terminal and not console.legacy_windows
    return able and console.width >= MIN_WIDTH and console.height >= MIN_HEIGHT
