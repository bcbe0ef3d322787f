"""Windows that change their size while something is read."""

import signal
from collections.abc import Callable

import pytest
from paging import size

SIZES = [(40, 24), (40, 10), (20, 4), (9, 2), (200, 50), (80, 24)]


def resizing(monkeypatch: pytest.MonkeyPatch, *steps: tuple[int, int] | str) -> Callable[[str], str | None]:
    """Types lines one after another, giving the window another size in between."""
    coming = iter(steps)

    def reply(_screen: str) -> str | None:
        for step in coming:
            if isinstance(step, str):
                return step
            size(monkeypatch, *step)
            signal.raise_signal(signal.SIGWINCH)
        return None

    return reply
