"""Where the system is not POSIX, as on Windows: everything works, and the console is told what it needs."""

import ctypes
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from everyone import ASCII, HOSTILE, environment, journey
from people import INDIVIDUAL, Person, Quick, noting
from screens import PROGRAM, Screen
from shipped import BANK
from taking import small_bank
from ways_out import PUT_BACK
from windows import Window, typing

from stuckpoint.blocks import Paragraph
from stuckpoint.cli.main import main
from stuckpoint.engine import Length
from stuckpoint.errors import Left
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal import terminal
from stuckpoint.terminal.keyboard import forget_typed
from stuckpoint.terminal.terminal import Terminal
from stuckpoint.terminal.window import begin_escapes

WITHOUT = (sys.executable, "-P", str(Path(__file__).parents[1].joinpath("helpers", "without_posix.py")))
CODE_PAGES = ("cp437", "cp1252", "ascii", "utf-8")


def ran(
    program: Sequence[str], *words: str, folder: Path, typed: bytes = b"", encoding: str = "utf-8"
) -> "subprocess.CompletedProcess[bytes]":
    """Runs a command in a folder."""
    env = {**environment(), "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [*program, *words], input=typed, cwd=folder, env=env, capture_output=True, timeout=60, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--plain"], ["--sizeless"]], ids=["full", "plain", "without a size"])
def test_the_quiz_goes_to_the_end(options: list[str], tmp_path: Path) -> None:
    bank = str(small_bank(tmp_path, HOSTILE))
    sizeless, plain = (["--sizeless"] if "--sizeless" in options else []), options == ["--plain"]
    quiz = ["quiz", "--only", "--questions", bank, *["--plain"] * plain]
    screen = Screen([*WITHOUT, *sizeless, *quiz], PYTHONPATH=str(Path(__file__).parents[2]))
    shown, _ = journey(screen, "2")
    assert any("What your answers point to" in one for one in shown)
    assert (b"\x1b[?1049h" in screen.raw) is not plain


@pytest.mark.slow
def test_ctrl_c_leaves_at_once_with_a_cleared_window() -> None:
    screen = Screen([*WITHOUT, "quiz"], PYTHONPATH=str(Path(__file__).parents[2]))
    screen.see("Which therapy is this about?")
    screen.settle()
    screen.type(b"\x03")
    assert screen.status() == 0
    assert screen.since() == f"^C{PUT_BACK}"


@pytest.mark.slow
def test_every_command_does_what_it_does_elsewhere(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    lines: list[str] = []
    window = Quick(noting(Person(track=INDIVIDUAL, menu=[("finish",)]), lines))
    with Terminal(plain=True, stdin=window, stdout=window) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=False).run(INDIVIDUAL)
    typed = "".join(f"{line}\n" for line in [*lines, "", ""]).encode()  # and on, after each file
    commands = (
        ["quiz", "--track", "individual", "--report", "mine.html", "--keep", "kept.yaml"],
        ["score", "kept.yaml"],
        ["score", "kept.yaml", "--for", "therapist", "--format", "markdown", "-o", "theirs.md"],
        ["reasons", "--all"],
        ["support", "--country", "GB"],
        ["copy-questions", "copy"],
        ["check", "copy"],
        ["map", "copy"],
        ["simulate", "small"],
        ["new-reason", "gaps"],
    )
    for folder in (here, elsewhere):
        folder.mkdir()
        (folder / "small").mkdir()
        small_bank(folder / "small", "Shade")
    for command in commands:
        with_all = ran(PROGRAM, *command, folder=here, typed=typed)
        without = ran(WITHOUT, *command, folder=elsewhere, typed=typed)
        assert (without.returncode, without.stderr) == (0, b"")
        assert without.stdout == with_all.stdout or command[0] == "quiz"  # it names the file's folder
    files = {path.relative_to(here): path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert {Path("mine.html"), Path("kept.yaml"), Path("theirs.md")} < files.keys()
    assert {path.relative_to(elsewhere): path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == files


# ---- what the console cannot write


KEPT = "{stuckpoint: 1, track: plot, responses: {sun: [little]}}"


@pytest.fixture
def score(tmp_path: Path) -> list[str]:
    """Returns a command that scores kept answers to hostile questions."""
    (tmp_path / "bank").mkdir()
    (tmp_path / "kept.yaml").write_text(KEPT, encoding="utf-8")
    return ["score", "kept.yaml", "--only", "--questions", str(small_bank(tmp_path / "bank", HOSTILE))]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_a_letter_that_cannot_be_written_is_no_fault_and_a_report_is_the_same_everywhere(
    encoding: str, score: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = ran(PROGRAM, *score, folder=tmp_path, encoding=encoding)
    assert (told.returncode, told.stderr) == (0, b"")
    assert ("Fl?ckiger" if encoding == "ascii" else "Fl\xfcckiger") in told.stdout.decode(encoding)
    report = ran(PROGRAM, *score, "--format", "json", folder=tmp_path, encoding=encoding)
    assert main([*score, "--format", "json", "-o", "report"]) == 0
    assert report.stdout == (tmp_path / "report").read_bytes()
    assert "Fl\xfcckiger" in report.stdout.decode()


@pytest.mark.slow
def test_a_report_in_a_window_that_takes_only_ascii_has_stand_ins(score: list[str], tmp_path: Path) -> None:
    screen = Screen([*PROGRAM, *score, "--format", "json"], 80, 24, tmp_path, **ASCII)
    assert screen.status() == 0
    assert screen.raw.isascii()
    assert b"Fl?ckiger" in screen.raw


# ---- what only Windows has


class Kernel:
    """Stands in for the part of Windows that knows the console."""

    def __init__(self, mode: int | None) -> None:
        self.mode = mode

    def GetConsoleMode(self, handle: ctypes.c_void_p, mode: "ctypes._Pointer[ctypes.c_uint32]") -> int:
        """Tells the mode; 0 where there is no console."""
        assert handle.value == 7
        if self.mode is None:
            return 0
        mode._obj.value = self.mode  # type: ignore[attr-defined]
        return 1

    def SetConsoleMode(self, _handle: ctypes.c_void_p, mode: int) -> int:
        """Takes a mode."""
        self.mode = mode
        return 1


class Console(Window):
    """A window with a handle."""

    def fileno(self) -> int:
        """Returns a number that stands for it."""
        return 1


@pytest.mark.parametrize(("before", "while_in_use"), [(3, 7), (7, 7), (None, None)])
def test_the_console_understands_escapes_while_the_quiz_runs(
    before: int | None, while_in_use: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(before)
    monkeypatch.setattr(sys, "getwindowsversion", lambda: None, raising=False)
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: kernel, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda _: 7))
    end = begin_escapes(Console(typing([])))
    assert kernel.mode == while_in_use
    assert (end is None) is (before is None)
    if end:
        end()
    assert kernel.mode == before


def test_where_there_is_no_such_console_nothing_is_done() -> None:
    end = begin_escapes(Console(typing([])))
    assert end is not None
    assert end() is None


def test_a_console_that_does_not_understand_escapes_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "begin_escapes", lambda _: None)
    window = Window(typing([""]))
    with Terminal(plain=False, stdin=window, stdout=window) as here:
        here.ask([Paragraph("A place to stand.")], "x leave.")
        assert not here.full
    assert "\x1b" not in window.getvalue()


def test_keys_typed_ahead_on_a_console_do_not_reach_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [*"2 3\r"]
    console = SimpleNamespace(kbhit=lambda: bool(keys), getwch=lambda: keys.pop(0))
    monkeypatch.setitem(sys.modules, "termios", None)
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    forget_typed(Window(typing([])))
    assert keys == []


@pytest.mark.parametrize("typed", ["\x04", " \x04 "])
def test_ctrl_d_leaves_where_it_is_typed_like_a_letter(typed: str) -> None:
    window = Window(typing([typed, "1"]))
    with pytest.raises(Left), Terminal(plain=False, stdin=window, stdout=window) as terminal:
        terminal.ask([Paragraph("A question")], "x leave.")
