"""Terminals as other programs and impatient people leave them, and what should come of it. A new one is a new row."""

import os
import pty
import shlex
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screens import PROGRAM, Screen, words
from taking import QUIZ
from ways_out import PUT_BACK, SHELL, reach, typed

Attributes = list[Any]


def raw(found: Attributes) -> Attributes:
    """Returns a terminal as a program in full screen leaves it when it breaks."""
    found[0] &= ~(termios.ICRNL | termios.IXON)
    found[1] &= ~termios.OPOST
    found[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    return found


def deaf(found: Attributes) -> Attributes:
    """Returns a terminal that takes no key for a signal."""
    found[3] &= ~termios.ISIG
    return found


def other_keys(found: Attributes) -> Attributes:
    """Returns a terminal in which Ctrl-C and Ctrl-D are letters."""
    found[6][termios.VINTR] = found[6][termios.VEOF] = b"\0"
    return found


def silent(found: Attributes) -> Attributes:
    """Returns a terminal that shows nothing of what is typed, as after a question for a password."""
    found[3] &= ~termios.ECHO
    return found


LEFT_BEHIND: dict[str, Callable[[Attributes], Attributes]] = {
    "without signals": deaf,
    "with other keys": other_keys,
    "without echo": silent,
    "raw": raw,
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "way"),
    [("raw", "\x03"), ("raw", "\x04"), ("raw", "x\r"), *((left, "\x03") for left in [*LEFT_BEHIND][:-1])],
)
def test_enter_and_every_way_out_work_whatever_was_left_behind_and_it_is_put_back(left: str, way: str) -> None:
    screen = Screen(["bash", "-c", f"read -r go; {shlex.join(QUIZ)}; echo status $?; read -r end"])
    terminal = screen.child.child_fd
    termios.tcsetattr(terminal, termios.TCSANOW, LEFT_BEHIND[left](termios.tcgetattr(terminal)))
    found = termios.tcgetattr(terminal)
    screen.type("\n")
    screen.see("Which therapy is this about?")
    screen.settle()
    typed(screen, "1\r", "Your answer:")
    assert "Are you alone" in words(screen.since())
    screen.settle()
    screen.type(way)
    screen.see("status 0")
    assert termios.tcgetattr(terminal) == found
    screen.child.close()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["\x03", "\x04", "x\n", signal.SIGTERM, signal.SIGHUP], ids=str)
def test_after_ctrl_s_every_way_out_works(way: str | signal.Signals) -> None:
    screen = Screen(QUIZ)
    found = termios.tcgetattr(screen.child.child_fd)
    reach("a question", screen)
    screen.type(b"\x13")
    begun = time.monotonic()
    if isinstance(way, str):
        screen.type(way)
    else:
        screen.child.kill(way)
    assert screen.status() == 0
    assert time.monotonic() - begun < 2
    assert screen.raw.decode().endswith(PUT_BACK)
    assert termios.tcgetattr(screen.child.child_fd) == found


@pytest.mark.sampled(1)
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("way", [b"x\n", b"\x04", b"\x03", signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_terminal_that_takes_no_output_keeps_nobody(way: bytes | signal.Signals, plain: bool) -> None:
    process, terminal = pty.fork()
    if not process:
        os.execv(sys.executable, [*PROGRAM, "quiz", *["--plain"] * plain])
    came = b""
    while not came.endswith(b"Your answer: "):
        came += os.read(terminal, 4096)
    time.sleep(0.2)  # it waits for a line now
    _fill(process)
    begun = time.monotonic()
    if isinstance(way, bytes):
        os.write(terminal, way)
    else:
        os.kill(process, way)
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        assert time.monotonic() - begun < 5, "it is still there"
        time.sleep(0.01)
    os.close(terminal)


def _fill(process: int) -> None:
    """Writes to the terminal of a process until nothing more goes in: nobody reads there."""
    other = os.open(f"/proc/{process}/fd/0", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        while True:
            os.write(other, b"." * 100)
    except BlockingIOError:
        os.close(other)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["x\n", "\x03", "\x04"], ids=["x", "Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("late", [0.0, 0.02])
def test_keys_typed_just_after_leaving_are_no_command(late: float, way: str) -> None:
    # Where the machine is busy, the keys may be typed later than meant. Were none thrown away, all five would be read.
    assert any(after_leaving(late, way) == "it is over got:" for _ in range(5))


def after_leaving(late: float, way: str) -> str:
    """Returns what a shell shows and reads when keys are typed so late after the quiz was left."""
    screen = Screen(["bash", "-c", f"trap : INT; {shlex.join(QUIZ)}; echo it is over; read -r line; echo got: $line"])
    reach("a question", screen)
    screen.type(way)
    screen.until(lambda _came: PUT_BACK in screen.since())
    time.sleep(late)
    screen.child.send("2 3\n")
    screen.see("it is over")
    screen.child.send("\n")
    screen.status()
    return words(screen.since().partition(PUT_BACK)[2])


@pytest.mark.slow
def test_in_the_background_it_says_what_it_needs(tmp_path: Path) -> None:
    screen = Screen(SHELL, 80, 24, tmp_path, HOME=str(tmp_path), PS1="ready> ", HISTFILE="")
    screen.see("ready>")
    screen.type(f"{shlex.join(QUIZ)} & wait %1; echo status $?\n")
    screen.until(lambda came: "status 1" in came and came.endswith("ready>"))
    assert "Start it without & at the end." in words(screen.since())
    assert "\x1b" not in screen.since()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["quiz --plain", "score -"])
def test_input_that_does_not_wait_is_waited_for_and_left_as_it_was(command: str) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    running = subprocess.Popen([*PROGRAM, *command.split()], stdin=ours, stdout=subprocess.PIPE, text=True)
    time.sleep(1.0)
    assert running.poll() is None
    os.write(theirs, b"1\nx\n" if "quiz" in command else b"stuckpoint: 1\ntrack: individual\nresponses: {}\n")
    os.close(theirs)
    out, _ = running.communicate(timeout=20)
    assert ("safe" if "quiz" in command else "too few answers") in out.casefold()
    assert running.returncode == 0
    assert not os.get_blocking(ours)
    os.close(ours)


@pytest.mark.slow
def test_output_that_does_not_wait_is_written_to_its_end() -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    running = subprocess.Popen([*PROGRAM, "reasons", "--all"], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    came = b""
    time.sleep(1.0)  # more is written by now than a pipe holds
    while part := os.read(ours, 65536):
        came += part
    assert running.communicate(timeout=20)[1] == b""
    assert running.returncode == 0
    assert len(came) > 65536
    os.close(ours)


@pytest.mark.parametrize("command", ["quiz", "score -", "reasons", "compare - -"])
def test_no_command_leaves_its_memory_on_the_disk(command: str, tmp_path: Path) -> None:
    shell = f"ulimit -c unlimited 2>/dev/null; exec {shlex.join((*PROGRAM, *command.split()))}"
    running = subprocess.Popen(["bash", "-c", shell], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=tmp_path)
    until = time.monotonic() + 20
    while "Max core file size        1 " not in _limits(running.pid):
        if running.poll() is not None or "Max core file size        0 " in _limits(running.pid):
            break
        assert time.monotonic() < until, _limits(running.pid)
        time.sleep(0.01)
    running.kill()
    running.communicate(timeout=20)
    assert list(tmp_path.iterdir()) == []


def _limits(process: int) -> str:
    return Path(f"/proc/{process}/limits").read_text(encoding="ascii")
