"""One run, from the welcome on. What follows the welcome is loaded while that is read: `course` has it."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from stuckpoint.engine import Length
from stuckpoint.errors import Left, LeftInWords
from stuckpoint.quiz.talk import Talk
from stuckpoint.quiz.welcome import welcome
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import NO_TARGETS, Targets

if TYPE_CHECKING:
    from stuckpoint.bank import Bank, TrackId
    from stuckpoint.quiz.course import Course

# As little as will do: others may look at the window by then.
_NO_FILE = "No file was written.\n"


class Quiz:
    """A run of the quiz on a terminal."""

    def __init__(
        self,
        bank: "Bank | Callable[[], Bank]",
        terminal: Terminal,
        *,
        length: Length,
        show_working: bool,
        targets: Targets = NO_TARGETS,
        country: str | None = None,
        date: str = "",
    ) -> None:
        """Makes a run of a bank; in place of the shipped one, what reads it may be given."""
        self._bank = bank
        self._terminal = terminal
        self._length = length
        self._show_working = show_working
        self._talk = Talk(terminal, country)
        self._targets = targets
        self._date = date
        self._course: Course | None = None

    def run(self, track: "TrackId | None") -> str:
        """Takes the person from welcome to the end, until they finish or leave.

        Returns what there is to say once the window is put back: that no file was written, to those who asked for
        one beforehand and typed that they leave. After Ctrl-C and the like, nothing is said. Raises FileProblems
        where the bank was still to be read and cannot be.
        """
        try:
            self._begin().run(track)
        except LeftInWords:
            self._terminal.end_line()
            has_written = self._course is not None and self._course.has_written
            return "" if self._targets == NO_TARGETS or has_written else _NO_FILE
        except (Left, KeyboardInterrupt):
            self._terminal.end_line()
        return ""

    def _begin(self) -> "Course":
        """Shows the welcome. Returns what follows it."""
        course = cache(self._load)
        self._terminal.do_while_waiting(course)
        welcome(self._talk, self._length, None if callable(self._bank) else self._bank, full=self._terminal.full)
        self._course = course()
        return self._course

    def _load(self) -> "Course":
        from stuckpoint.quiz.course import Course

        return Course(
            self._bank() if callable(self._bank) else self._bank,
            self._terminal,
            self._talk,
            length=self._length,
            targets=self._targets,
            date=self._date,
            show_working=self._show_working,
        )
