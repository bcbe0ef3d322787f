"""What signals do while someone is at the terminal: end the run, stop it, have it shown anew. Draws nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from stuckpoint.errors import Left


def _numbers(*names: str) -> tuple[signal.Signals, ...]:
    """Returns those of the signals that this system has: Windows has no Ctrl-Z, and one name for all that closes it."""
    return tuple(signal.Signals[name] for name in names if name in signal.Signals.__members__)


_LEAVING = _numbers("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_STOPPING = _numbers("SIGTSTP")
_RESIZING = _numbers("SIGWINCH")
_A_MOMENT = 1.0  # seconds; far more than it takes to put a window back


class Signals:
    """Acts on signals only where that is safe.

    To leave is asked for at any time, and raises Left where `leaving` says so, once. Ctrl-Z, and another size of
    the window, wait in the system until `waiting` lets them through: what is drawn is drawn to its end.
    """

    def __init__(self) -> None:
        self._asked_to_leave = False
        self._at_once = False
        self._stopping: tuple[signal.Signals, ...] = ()
        self._resizing: tuple[signal.Signals, ...] = ()
        self._aside: Callable[[], None]
        self._again: Callable[[], None]
        self._resized: Callable[[], None]

    def begin(self, *, may_stop: bool, is_redrawn: bool) -> None:
        """Takes the signals over.

        Args:
            may_stop: whether Ctrl-Z may stop the run, where it is not switched off.
            is_redrawn: whether another size of the window matters to what was drawn.
        """
        for number in _LEAVING:
            signal.signal(number, self._leave)
        if may_stop:
            self._stopping = tuple(one for one in _STOPPING if signal.getsignal(one) is not signal.SIG_IGN)
        if is_redrawn:
            self._resizing = _RESIZING
        _hold(self._held)
        for number in self._stopping:
            signal.signal(number, self._stop)
        for number in self._resizing:
            signal.signal(number, self._resize)

    @property
    def _held(self) -> tuple[signal.Signals, ...]:
        return (*self._stopping, *self._resizing)

    @contextmanager
    def ending(self, give_up: Callable[[], None]) -> Iterator[None]:
        """Has signals change nothing from here on: the program is about to end, whatever is pressed twice.

        Calls `give_up` where what is done in here, such as writing to a window that takes nothing, lasts a moment.
        """
        numbers = (*_LEAVING, *self._held)
        # Python complains about a signal that comes while its handler is taken away; one that is held cannot.
        _hold(numbers)
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        _let_through(numbers)
        if not hasattr(signal, "SIGALRM"):
            yield
            return
        before = signal.signal(signal.SIGALRM, lambda *_: give_up())
        signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before or signal.SIG_DFL)

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
    def waiting(
        self, *, aside: Callable[[], None], again: Callable[[], None], resized: Callable[[], None]
    ) -> Iterator[None]:
        """Lets Ctrl-Z, and another size of the window, through in here.

        Args:
            aside: puts the window back as it was, before the run stops.
            again: shows once more what was shown, when the run goes on.
            resized: shows it in a window of another size.
        """
        self._aside, self._again, self._resized = aside, again, resized
        _let_through(self._held)
        try:
            yield
        finally:
            _hold(self._held)

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        first, self._asked_to_leave = not self._asked_to_leave, True
        if first and self._at_once:
            raise Left

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        _hold(self._held)
        self._aside()
        # The signal's own effect, so that the shell sees what it sees of any program.
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        _let_through(self._stopping)  # here it stops, and goes on; at once where no shell could let it go on
        _hold(self._stopping)
        signal.signal(number, self._stop)
        self._again()
        _let_through(self._held)

    def _resize(self, _number: int, _frame: FrameType | None) -> None:
        _hold(self._held)
        self._resized()
        _let_through(self._held)


def _hold(numbers: tuple[signal.Signals, ...]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)


def _let_through(numbers: tuple[signal.Signals, ...]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
