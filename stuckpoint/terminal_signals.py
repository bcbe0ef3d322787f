"""What signals do while someone is at the terminal: they end the run, or stop it for a while. Draws nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from stuckpoint.errors import Left


def _numbers(*names: str) -> tuple[signal.Signals, ...]:
    """Returns those of the signals that this system has: Windows has no Ctrl-Z, and no closed window."""
    return tuple(signal.Signals[name] for name in names if name in signal.Signals.__members__)


_LEAVING = _numbers("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_STOPPING = _numbers("SIGTSTP")


class Signals:
    """Acts on signals only where that is safe.

    To leave is asked for at any time, and raises Left where `leaving` says so, once. Ctrl-Z waits in the
    system until `stopping` lets it through: what is drawn is drawn to its end.
    """

    def __init__(self) -> None:
        self._asked_to_leave = False
        self._at_once = False
        self._stopping: tuple[signal.Signals, ...] = ()
        self._aside: Callable[[], None]
        self._again: Callable[[], None]

    def begin(self, *, may_stop: bool) -> None:
        """Takes the signals over; Ctrl-Z only where the run may stop, and where it is not switched off."""
        for number in _LEAVING:
            signal.signal(number, self._leave)
        if may_stop:
            self._stopping = tuple(one for one in _STOPPING if signal.getsignal(one) is not signal.SIG_IGN)
        _hold(self._stopping)
        for number in self._stopping:
            signal.signal(number, self._stop)

    def over(self) -> None:
        """Has signals change nothing from here on: the program is about to end, whatever is pressed twice."""
        numbers = (*_LEAVING, *self._stopping)
        # Python complains about a signal that comes while its handler is taken away; one that is held cannot.
        _hold(numbers)
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        _let_through(numbers)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Raises Left in here: at once if leaving was asked for before, else as soon as it is."""
        self._at_once = True
        if self._asked_to_leave:
            raise Left
        try:
            yield
        finally:
            self._at_once = False

    @contextmanager
    def stopping(self, aside: Callable[[], None], again: Callable[[], None]) -> Iterator[None]:
        """Lets Ctrl-Z through in here.

        Args:
            aside: puts the window back as it was, before the run stops.
            again: shows once more what was shown, when the run goes on.
        """
        self._aside, self._again = aside, again
        _let_through(self._stopping)
        try:
            yield
        finally:
            _hold(self._stopping)

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        first, self._asked_to_leave = not self._asked_to_leave, True
        if first and self._at_once:
            raise Left

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        _hold(self._stopping)
        self._aside()
        # The signal's own effect, so that the shell sees what it sees of any program.
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        _let_through(self._stopping)  # here it stops, and goes on; at once where no shell could let it go on
        _hold(self._stopping)
        signal.signal(number, self._stop)
        self._again()
        _let_through(self._stopping)


def _hold(numbers: tuple[signal.Signals, ...]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)


def _let_through(numbers: tuple[signal.Signals, ...]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
