"""A quiz in this process, at whose keyboard bytes are typed and at whose window a model of it is held against it."""

import io
import queue
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from ending_model import Model
from quiz_model import OVER
from screens import CLEAR, words

from stuckpoint.blocks import Block
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal import parts as terminal_parts
from stuckpoint.terminal.console import Line
from stuckpoint.terminal.drawing import groups_of
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.writing import Targets

_PATIENCE = 30.0  # seconds; only a quiz that hangs takes so long
_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(typed: bytes) -> list[str]:
    """Returns the lines that are read of whole lines that were typed."""
    return _LINE_END.split(typed.decode(errors="replace"))[:-1]


class _Keyboard(io.RawIOBase):
    """Standard input that asks for bytes when the quiz has read all there were."""

    def __init__(self, more: Callable[[], bytes], *, is_terminal: bool) -> None:
        self._more = more
        self._is_terminal = is_terminal
        self._coming = b""
        self._is_over = False

    def readable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._is_terminal

    def readinto(self, buffer: Any, /) -> int:
        """Gives what was typed; nothing at the end of the input."""
        if not self._coming and not self._is_over:
            self._coming = self._more()
            self._is_over = not self._coming
        given, self._coming = self._coming[: len(buffer)], self._coming[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


class _Window(io.StringIO):
    """Standard output that keeps what was written since it was looked at last."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def taken(self) -> str:
        """Returns what was written, and forgets it."""
        written = self.getvalue()
        self.seek(0)
        self.truncate()
        return written


class QuickTerminal(Terminal):
    """A terminal that wraps no page twice: the same blocks are the same lines."""


@lru_cache(maxsize=5000)
def _groups(blocks: tuple[Block, ...], columns: int, plain: bool) -> list[list[Line]]:
    return list(groups_of(blocks, columns, plain=plain))


def walk_quickly(patch: pytest.MonkeyPatch, folder: str) -> None:
    """Has quizzes run in a folder, in a window so tall that every page is whole."""
    patch.chdir(folder)
    for name, value in {"HOME": folder, "COLUMNS": "80", "LINES": "2000"}.items():
        patch.setenv(name, value)
    patch.setattr(terminal_parts, "groups_of", lambda blocks, columns, plain: _groups(tuple(blocks), columns, plain))


class Seat:
    """A quiz in this process, with someone before it who types bytes. The window is so tall that every page is whole.

    Attributes:
        model: what the quiz should hold.
        screen: what it shows, as words; in linear text, what came since the quiz waited last.
        is_over: whether it has ended.
    """

    def __init__(self, model: Model, *, is_terminal: bool = True) -> None:
        self.model = model
        self.screen = ""
        self.is_over = False
        self._shown: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        self._typed: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        window = _Window(is_terminal=is_terminal)

        def more() -> bytes:
            self._shown.put(window.taken())
            return self._typed.get()

        keyboard = io.TextIOWrapper(io.BufferedReader(_Keyboard(more, is_terminal=is_terminal)), encoding="utf-8")
        run = model.run
        # Not as a context: signals can only be taken over in the main thread.
        screen = QuickTerminal(plain=not run.full, stdin=keyboard, stdout=window)
        assert screen.full is run.full
        targets = Targets(report=Path(run.report) if run.report else None, keep=Path(run.keep) if run.keep else None)
        quiz = Quiz(run.bank, screen, length=run.length, show_working=run.working, targets=targets)

        def sit() -> None:
            try:
                quiz.run(run.track)
            except BaseException as broken:  # whatever it is, a person would see a trace
                self._shown.put(broken)
            else:
                self._shown.put(None)

        self._thread = threading.Thread(target=sit, daemon=True)
        self._thread.start()
        self._look()

    def type(self, typed: bytes) -> None:
        """Types whole lines at once, and sees where the quiz is then."""
        assert typed.endswith(b"\n")
        for line in lines_of(typed):
            self.model.type(line)
        self._give(typed)

    def end(self, typed: bytes = b"") -> None:
        """Ends the input, with a line before that may have no end, and sees that the quiz is over."""
        if typed:
            self.model.type(typed.decode(errors="replace"))
            self._typed.put(typed)
            self._shown.get(timeout=_PATIENCE)  # asks for the rest of the line
        self.model.end()
        self._give(b"")

    def _give(self, typed: bytes) -> None:
        self._typed.put(typed)
        self._look()

    def _look(self) -> None:
        shown = self._shown.get(timeout=_PATIENCE)
        if isinstance(shown, BaseException):
            raise AssertionError(f"it broke at '{self.model.at}', after:\n{self.screen}") from shown
        self.is_over = shown is None
        if shown is None:
            self._thread.join()
            assert self.model.at == OVER, f"it is over, not at '{self.model.at}', after:\n{self.screen}"
            return
        self.screen = words(shown.rpartition(CLEAR)[2])
        compare(self.model, self.screen, is_one=self.model.run.full)


def compare(model: Model, screen: str, *, is_one: bool = True, whole: bool = True, known: bool = True) -> None:
    """Fails where a screen is not the one that the model is at.

    Args:
        model: what the quiz should hold.
        screen: what it shows, as words.
        is_one: whether that is one screen alone, so that what is not on it can be told.
        whole: whether it is one part, so that what belongs together stands together.
        known: whether it shows what the screen is known by.
    """
    assert model.at != OVER, f"it should be over, and shows:\n{screen}"
    expected = model.shows()
    for text in expected if whole else expected[:known]:
        assert words(text) in screen, f"at '{model.at}' it should show:\n{words(text)}\nand shows:\n{screen}"
    for text in ("Error:", "Your earlier answer:", "Why we ask:") if is_one else ():
        is_there = any(text in one for one in expected)
        assert (text in screen) == is_there, f"at '{model.at}' it should not say '{text}':\n{screen}"
