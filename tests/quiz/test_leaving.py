"""Every way out of the quiz, and Ctrl-Z: the window is put back, and nothing of the quiz stays in it."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from screens import ESCAPE, START, Screen, settle, words
from taking import ALLOWED_ESCAPE, PRINT, QUIZ, answering, taken
from ways_out import MODES, PLACES, PUT_BACK, SHELL, WAYS, command, ended, in_a_shell, reach, stop, typed
from windows import Window

from stuckpoint.blocks import Block, Page, Paragraph
from stuckpoint.errors import Left
from stuckpoint.terminal.terminal import Terminal

OTHER_SCREEN = "\x1b[?1049h"


def every(step: int, remainder: int) -> list[tuple[str, str]]:
    """Returns a part of all pairs of a place and a way, in which every place and every way comes."""
    return [
        (place, way)
        for row, place in enumerate(PLACES)
        for column, way in enumerate(WAYS)
        if (row + column) % step == remainder
    ]


# ---- out at once


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("place", "way", "plain"),
    [*((*pair, False) for pair in every(3, 0)), *((*pair, True) for pair in every(6, 4))],
)
def test_leaving_ends_at_once_without_a_word_or_a_file(place: str, way: str, plain: bool, tmp_path: Path) -> None:
    screen = Screen(command(plain=plain), 80, 24, tmp_path, HOME=str(tmp_path))
    attributes = termios.tcgetattr(screen.child.child_fd)
    reach(place, screen)
    before = len(screen.raw)
    WAYS[way](screen)
    assert screen.status() == 0
    after = re.sub(r"^(x\r\n|\^C|\^\\|\^D\x08\x08)", "", screen.raw[before:].decode())  # what was typed, echoed
    assert after == ("\r\n" if plain else PUT_BACK)
    sent = screen.raw.decode()
    assert {one for one in ESCAPE.findall(sent) if plain or not ALLOWED_ESCAPE.fullmatch(one)} == set()
    assert "\x07" not in sent
    assert termios.tcgetattr(screen.child.child_fd) == attributes
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@MODES
@pytest.mark.parametrize("place", ["the welcome", "a safety question", "the results", "the menu"])
def test_whoever_asked_for_a_file_and_leaves_by_x_reads_that_none_was_written(
    place: str, plain: bool, tmp_path: Path
) -> None:
    screen = Screen([*command(plain=plain), "--keep", "kept.yaml"], 80, 24, tmp_path, HOME=str(tmp_path))
    reach(place, screen)
    before = len(screen.raw)
    WAYS["x"](screen)
    assert screen.status() == 0
    after = screen.raw[before:].decode().removeprefix("x\r\n")
    assert after == ("\r\n" if plain else PUT_BACK) + "No file was written.\r\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", [way for way in WAYS if way != "x"])
def test_whoever_leaves_in_a_hurry_reads_nothing_more_whatever_they_asked_for(way: str, tmp_path: Path) -> None:
    asked_for = ["--report", "report.md", "--keep", "kept.yaml"]
    screen = Screen([*command(plain=False), *asked_for], 80, 24, tmp_path, HOME=str(tmp_path))
    reach("a question", screen)
    before = len(screen.raw)
    WAYS[way](screen)
    assert screen.status() == 0
    assert re.sub(r"^(\^C|\^\\|\^D\x08\x08)", "", screen.raw[before:].decode()) == PUT_BACK
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["x", "X", " x ", "exit", "quit", "leave"])
def test_leaving_can_be_typed_in_more_than_one_way(typed: str) -> None:
    coming = iter([typed])
    window = taken(lambda screen: next(coming, "again") if "Question 1 of" in screen else answering("1")(screen))
    assert "Question 1 of" in window.screens[-1]
    assert next(coming, None) is None


@pytest.mark.sampled(1)
@MODES
def test_a_closed_window_ends_it_quietly(plain: bool, tmp_path: Path) -> None:
    told = tmp_path / "told"
    closed = f"trap '' HUP; (trap - HUP; exec {shlex.join(command(plain=plain))} 2>{told}); echo $? >{told}.status"
    screen = Screen(["bash", "-c", closed])
    reach("a question", screen)
    screen.child.close()
    assert told.read_text() == ""
    assert Path(f"{told}.status").read_text() == "0\n"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", ["Ctrl-C", "x", "SIGTERM"])
def test_ctrl_c_pressed_again_and_again_is_as_quiet_as_the_first(way: str) -> None:
    screen = Screen(QUIZ)
    reach("a question", screen)
    WAYS[way](screen)
    screen.until(lambda _came: PUT_BACK in screen.since())
    while screen.child.isalive():
        with suppress(OSError):  # it ended just now
            screen.child.send(b"\x03")
        time.sleep(0.0002)
    assert screen.status() == 0
    assert screen.raw.decode().partition(PUT_BACK)[2].replace("^C", "") == ""


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("way", "plain"), [("x", False), ("x", True), ("Ctrl-C", False), ("Ctrl-D", True), ("SIGTERM", False)]
)
def test_no_key_typed_ahead_lands_in_the_shell(way: str, plain: bool) -> None:
    quiz = shlex.join(command(plain=plain))
    keys = {"x": "x\n2 3\n1\n", "Ctrl-C": "\x032 3\n1\n", "Ctrl-D": "\x042 3\n1\n"}
    screen = Screen(["bash", "-c", f"trap : INT; {quiz}; echo it is over; read -r line; echo shell got: $line"])
    reach("a question", screen)
    screen.type(keys.get(way, "2 3"))
    if way == "SIGTERM":
        screen.see("2 3")
        os.kill(quiz_of(screen), signal.SIGTERM)
    screen.see("it is over")
    screen.child.sendeof()
    screen.status()
    assert words(screen.since()).endswith("shell got:")


@pytest.mark.slow
def test_a_pipe_that_nobody_reads_ends_it_quietly() -> None:
    piped = f"yes 1 | {shlex.join(QUIZ)} | head -n 3 >/dev/null; echo ${{PIPESTATUS[1]}}"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=20, check=True)
    assert done.stderr == ""
    assert done.stdout == "0\n"


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", "</dev/null"])
def test_without_a_keyboard_it_leaves(closed: str) -> None:
    deaf = f"{shlex.join(QUIZ)} {closed}"
    done = subprocess.run(["bash", "-c", deaf], capture_output=True, text=True, timeout=20, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("lines", ["", "1\n", "1\n1\n", START, f"{START}3\n", f"{START}3\n1"])
def test_input_that_stops_half_way_leaves(lines: str) -> None:
    done = subprocess.run(QUIZ, input=lines, capture_output=True, text=True, timeout=20, check=True)
    assert done.stderr == ""


# ---- stopped for a while, from a shell


def quiz_of(screen: Screen) -> int:
    """Returns the process id of the quiz that a shell runs."""
    shell = screen.child.pid
    return int(Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="ascii").split()[-1])


def go_on(screen: Screen, shown: str = "Your answer:") -> str:
    """Lets the quiz go on, and waits until it shows something; returns what came of it."""
    screen.type("fg\n")
    screen.until(lambda came: came.endswith(shown))
    screen.settle()
    return screen.since()


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("place", "more", "shown"),
    [
        ("the welcome", "", "Your answer:"),
        ("a question", "nonsense\n", "Your answer:"),
        ("the check", "\n", "Your answer:"),
        ("the results", "1\n", "Your answer:"),
    ],
    ids=["at the welcome", "under a fault", "at the second part of a long list", "in the results"],
)
def test_ctrl_z_puts_the_window_back_and_fg_shows_the_same_again(
    place: str, more: str, shown: str, tmp_path: Path
) -> None:
    screen = in_a_shell(tmp_path)
    reach(place, screen)
    if more:
        typed(screen, more)
    display = screen.display()
    for _ in range(2):
        stopped = stop(screen)
        assert re.match(re.escape(f"^Z{PUT_BACK}") + r"\r*\n\[1\]\+  Stopped ", stopped)
        assert "\x1b" not in stopped.partition(PUT_BACK)[2]
        assert go_on(screen, shown).count(OTHER_SCREEN) == 1
        assert screen.display() == display
    screen.type("x\n")
    assert ended(screen).endswith(f"{PUT_BACK}ready> ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@MODES
def test_what_is_typed_after_fg_is_the_answer(plain: bool, tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path, plain=plain)
    reach("a question", screen)
    question = words(screen.since()).rpartition("About you and therapy: 1")[2]
    screen.type("3")
    screen.see("3")
    assert ("\x1b" in stop(screen)) is not plain
    typed(screen, "jobs\n", "ready>")
    assert "Stopped" in screen.since()
    assert words(go_on(screen)).endswith(question)
    screen.type("2\nb\n")
    screen.until(lambda came: "Your earlier answer: I have just begun." in came and came.endswith("Your answer:"))
    screen.type("x\n")
    assert ended(screen).endswith("\r\nready> " if plain else f"{PUT_BACK}ready> ")


@pytest.mark.slow
def test_a_signal_that_stops_it_from_elsewhere_lets_no_key_reach_the_shell(tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path)
    reach("a question", screen)
    screen.type("echo leaked")
    screen.see("echo leaked")
    os.kill(quiz_of(screen), signal.SIGTSTP)
    screen.until(lambda came: came.endswith("ready>"))
    typed(screen, "\n", "ready>")
    assert "leaked" not in screen.since()


@pytest.mark.slow
def test_in_the_background_it_shows_nothing_until_it_is_called_back(tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path)
    reach("a question", screen)
    display = screen.display()
    stop(screen)
    typed(screen, "bg\n", "ready>")
    screen.type("wait; jobs\n")
    screen.until(lambda came: "Stopped" in came and came.endswith("ready>"))
    assert "\x1b" not in screen.since()
    go_on(screen)
    assert screen.display() == display


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("number", "plain"), [(signal.SIGTERM, False), (signal.SIGHUP, True)])
def test_ended_while_it_is_stopped_it_writes_nothing_more(number: int, plain: bool, tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path, plain=plain)
    reach("a question", screen)
    stop(screen)
    quiz = quiz_of(screen)
    os.kill(quiz, number)
    os.kill(quiz, signal.SIGCONT)
    until_gone(quiz)
    typed(screen, "wait %1; echo status $?\n", "ready>")
    told = re.sub(r"\[1\]\+  Done .*\r\n", "", screen.since())
    assert told == "wait %1; echo status $?\r\nstatus 0\r\nready> "


@pytest.mark.slow
def test_a_window_closed_while_it_is_stopped_ends_it(tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path)
    reach("a question", screen)
    stop(screen)
    quiz = quiz_of(screen)
    screen.child.close()
    until_gone(quiz)


def until_gone(process: int) -> None:
    until = time.monotonic() + 10
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < until, "it goes on for ever"
        time.sleep(0.01)


@pytest.mark.slow
def test_leaving_after_fg_is_as_quiet_as_before(tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path)
    reach("the welcome", screen)
    stop(screen)
    go_on(screen)
    WAYS["Ctrl-C"](screen)
    assert ended(screen).endswith(f"^C{PUT_BACK}ready> ")


@pytest.mark.slow
def test_where_no_shell_can_let_it_go_on_ctrl_z_shows_the_same_again() -> None:
    screen = Screen(QUIZ)
    reach("a question", screen)
    display = screen.display()
    screen.type(b"\x1a")
    screen.until(lambda came: came.endswith("Your answer:"))
    assert screen.since().startswith(f"^Z{PUT_BACK}{OTHER_SCREEN}")
    assert screen.display() == display


@pytest.mark.slow
def test_stopped_at_what_was_printed_it_stays_on_the_ordinary_screen(tmp_path: Path) -> None:
    screen = in_a_shell(tmp_path)
    reach("the menu", screen)
    typed(screen, f"{PRINT}\n\n")
    assert "\x1b" not in stop(screen)
    assert "\x1b" not in go_on(screen, "Press Enter to go back to the quiz.")
    typed(screen, "\n")
    assert screen.since().count(OTHER_SCREEN) == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_a_multiplexer_keeps_nothing_of_the_quiz(tmp_path: Path) -> None:
    quiz = shlex.join(QUIZ)
    with multiplexer(tmp_path) as tmux:
        see(tmux, "ready>")
        for keys in ("x\n", "\x03", "\x04", "\x1c", "\x1a"):
            tmux("send-keys", "-l", f"{quiz}\n")
            see(tmux, "Which therapy is this about?")
            pane = int(tmux("display-message", "-p", "#{pane_pid}"))
            places = (
                "Which therapy",
                "Are you alone",
                "safety: 1 of 3",
                "safety: 2 of 3",
                "safety: 3 of 3",
                "Thank you",
            )
            for place, line in zip(places, START.splitlines(), strict=True):
                see(tmux, rf"{place}.*Your answer:$")
                settle(pane)
                tmux("send-keys", "-l", f"{line}\n")
            see(tmux, "About you and therapy: 1 .*Your answer:$")
            tmux("send-keys", "-l", "3\n?\n")
            see(tmux, "Why we ask: .*Your answer:$")
            settle(pane)
            tmux("send-keys", "-l", keys)
            see(tmux, r"ready>$")
        tmux("send-keys", "-l", "fg\n")
        see(tmux, "About you and therapy: 2 .*Your answer:$")
        tmux("send-keys", "-l", "1\nx\n")
        see(tmux, r"ready>$")
        kept = words(tmux("capture-pane", "-p", "-J", "-S", "-"))
    assert kept == f"{f'ready> {quiz} ' * 5}[1]+ Stopped {quiz} ready> fg {quiz} ready>"


@contextmanager
def multiplexer(folder: Path) -> Iterator[Callable[..., str]]:
    """Runs a shell in a tmux of its own; yields what gives a command to that."""
    with tempfile.TemporaryDirectory() as sockets:
        own = {"TMUX_TMPDIR": sockets, "HOME": str(folder), "PS1": "ready> ", "HISTFILE": ""}
        env = {**{name: value for name, value in os.environ.items() if name not in ("TMUX", "LINES", "COLUMNS")}, **own}

        def tmux(*arguments: str) -> str:
            told = ["tmux", "-L", "leaving", "-f", "/dev/null", *arguments]
            return subprocess.run(told, env=env, cwd=folder, capture_output=True, text=True, check=True).stdout

        tmux("new-session", "-d", "-x", "100", "-y", "30", *SHELL)
        try:
            yield tmux
        finally:
            tmux("kill-server")


def see(tmux: Callable[..., str], shown: str) -> None:
    """Waits until the window of a tmux shows a pattern, in words."""
    until = time.monotonic() + 10
    while not re.search(shown, now := words(tmux("capture-pane", "-p", "-J"))):
        assert time.monotonic() < until, f"it shows:\n{now}"
        time.sleep(0.02)


# ---- stopped for a while, in this process


class Stopped:
    """Stands in for a shell: keeps what had been drawn each time the run was stopped."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.drawn: list[str] = []

    def __call__(self, _process: int, number: int) -> None:
        assert signal.getsignal(number) is signal.SIG_DFL
        self.drawn.append(self._window.getvalue())


class Hasty(Window):
    """A window at which Ctrl-Z is pressed as soon as a text is drawn."""

    at_text = ""

    def write(self, text: str, /) -> int:
        """Writes, and at the text presses Ctrl-Z."""
        if self.at_text and self.at_text in text:
            self.at_text = ""
            signal.raise_signal(signal.SIGTSTP)
        return super().write(text)


PAGE: Sequence[Block] = [Paragraph("Once upon a time."), Paragraph("And so it ends.")]


@contextmanager
def stops(window: Window, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stopped]:
    """Lets a window of this process be stopped without stopping the tests."""
    stopped = Stopped(window)
    monkeypatch.setattr("stuckpoint.terminal.signals.os.kill", stopped)
    monkeypatch.setattr("stuckpoint.terminal.terminal.wait_until_ours", lambda _: None)
    yield stopped


@pytest.mark.parametrize("text", ["Once upon", "And so it ends", "Your answer", OTHER_SCREEN])
def test_stopped_while_it_draws_it_draws_to_the_end_first(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    window = Hasty(lambda _: "1")
    with stops(window, monkeypatch) as stopped, Terminal(plain=False, stdin=window, stdout=window) as terminal:
        window.at_text = text
        assert terminal.ask(PAGE, "x leave.") == "1"
    assert [words(drawn) for drawn in stopped.drawn] == ["Once upon a time. And so it ends. x leave. Your answer:"]
    assert stopped.drawn[0].endswith(f"Your answer: {PUT_BACK}")
    assert window.getvalue().removeprefix(stopped.drawn[0]) == stopped.drawn[0]


def test_stopped_again_while_it_goes_on_it_is_shown_to_the_end_first(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = iter([OTHER_SCREEN, "And so it ends", ""])

    def reply(_screen: str) -> str:
        for window.at_text in texts:
            signal.raise_signal(signal.SIGTSTP)
        return "1"

    window = Hasty(reply)
    with stops(window, monkeypatch) as stopped, Terminal(plain=False, stdin=window, stdout=window) as terminal:
        assert terminal.ask(PAGE, "x leave.") == "1"
    once = stopped.drawn[0]
    assert once.endswith(f"Your answer: {PUT_BACK}")
    assert window.getvalue() == once * (len(stopped.drawn) + 1)
    assert len(stopped.drawn) == 5


def test_a_run_that_was_asked_to_end_does_not_stop_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Hasty(lambda _: signal.raise_signal(signal.SIGTERM))
    with stops(window, monkeypatch) as stopped, Terminal(plain=False, stdin=window, stdout=window) as terminal:
        with pytest.raises(Left):
            terminal.ask(PAGE, "x leave.")
        window.at_text = PUT_BACK[-8:]
    assert stopped.drawn == []
    assert window.at_text == ""
    assert window.getvalue().endswith(PUT_BACK)


def test_ended_while_it_is_stopped_it_leaves_the_shells_window_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(lambda _: signal.raise_signal(signal.SIGTSTP))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        monkeypatch.setattr("os.kill", lambda *_: signal.raise_signal(signal.SIGHUP))
        with pytest.raises(Left):
            terminal.ask(PAGE, "x leave.")
    assert window.getvalue().count(PUT_BACK) == 1
    assert window.getvalue().endswith(PUT_BACK)


def test_stopped_at_what_was_printed_only_the_prompt_is_shown_again(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(lambda _: press())
    pressed: list[int] = []

    def press() -> str:
        if len(window.screens) == 2:
            signal.raise_signal(signal.SIGTSTP)
            pressed.append(1)
        return ""

    with stops(window, monkeypatch) as stopped, Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask(PAGE, "x leave.")
        terminal.print_on([Page("Kept", (Paragraph("for later"),))])
    assert len(stopped.drawn) == len(pressed) == 1
    assert "\x1b" not in window.getvalue().partition("Kept")[2]
    assert window.getvalue().count("for later") == 1
    assert window.getvalue().count("Press Enter to go back to the quiz.") == 2
