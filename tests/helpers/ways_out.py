"""Leaves the quiz in every way, and looks at what it leaves behind."""

import shlex
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from screens import Screen, put_back, words
from taking import LIST, QUIZ, RESULTS, answering, at, take, waits

PUT_BACK = put_back()
SHELL = ("bash", "--norc", "--noprofile", "--noediting", "-i")
MODES = pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
WAYS: dict[str, Callable[[Screen], object]] = {
    "x": lambda screen: screen.type("x\n"),
    "Ctrl-C": lambda screen: screen.type(b"\x03"),
    "Ctrl-D": lambda screen: screen.type(b"\x04"),
    "Ctrl-backslash": lambda screen: screen.type(b"\x1c"),
    "SIGTERM": lambda screen: screen.child.kill(signal.SIGTERM),
    "SIGHUP": lambda screen: screen.child.kill(signal.SIGHUP),
}
# For each: where the quiz is taken to first, what is typed there, and what the questions are answered up to.
PLACES = {
    "the welcome": ("the welcome", "", ""),
    "a safety question": ("a safety question", "", ""),
    "a notice": ("a safety question", "1\n", ""),
    "a question": ("a question", "", ""),
    "the lines to call": ("a question", "h\n", ""),
    "the check": ("a question", "", LIST),
    "the results": ("a question", "", RESULTS),
    "the menu": ("a question", "", "What now?"),
}


def typed(screen: Screen, text: str, then: str = "") -> None:
    """Types a text, and waits until it has led on: to another text, or to where the quiz waits for a line."""
    screen.type(text)
    screen.until(lambda came: came.endswith(then) if then else waits(came))


def command(*, plain: bool) -> list[str]:
    return [*QUIZ, *["--plain"] * plain]


def reach(place: str, screen: Screen) -> None:
    start, keys, to = PLACES[place]
    at(start, screen)
    if keys:
        typed(screen, keys)
    if to:
        take(screen, answering("1"), to=to)
    screen.settle()


def in_a_shell(folder: Path, *, plain: bool = False) -> Screen:
    """Starts the quiz from a shell that can stop it and let it go on."""
    screen = Screen(SHELL, 80, 24, folder, HOME=str(folder), PS1="ready> ", HISTFILE="")
    screen.see("ready>")
    screen.type(f"{shlex.join(command(plain=plain))}\n")
    return screen


def stop(screen: Screen) -> str:
    """Presses Ctrl-Z; returns what came of it until the shell was ready."""
    screen.settle()
    screen.type(b"\x1a")
    screen.until(lambda came: "Stopped" in came and came.endswith("ready>"))
    return screen.since()


def ended(screen: Screen) -> str:
    """Waits for the shell, and asks it how the quiz ended; returns what came since something was typed."""
    screen.until(lambda came: came.endswith("ready>"))
    came = screen.since()
    typed(screen, "echo status $?\n", "ready>")
    assert "status 0" in words(screen.since())
    screen.child.sendline("exit")
    screen.status()
    return came
