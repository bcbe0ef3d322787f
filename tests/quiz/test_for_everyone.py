"""The real program from welcome to end, however it is met: plain, dumb, small, without colour, in an ASCII locale."""

import re
import shlex
import subprocess
import unicodedata
from pathlib import Path

import pytest
from everyone import ASCII, HOSTILE, environment, journey
from rich.cells import cell_len
from screens import ESCAPE, PROGRAM, Screen, rows, words
from taking import ALLOWED_ESCAPE, QUIZ, small_bank
from windows import Window, typing

from stuckpoint.terminal.terminal import Terminal
from stuckpoint.terminal.window import wants_plain

# How the program is started, in which window, and whether that makes it plain.
PLAIN: dict[str, tuple[list[str], int, int, dict[str, str]]] = {
    "asked for": (["--plain"], 80, 24, {"FORCE_COLOR": "1"}),
    "a dumb terminal": ([], 80, 24, {"TERM": "dumb"}),
    "a dumb terminal of 40 columns": ([], 40, 24, {"TERM": "dumb"}),
    "a terminal that says nothing": ([], 80, 24, {"TERM": ""}),
    "asked for by the environment": ([], 80, 24, {"ACCESSIBLE": "1"}),
    "a low window": ([], 80, 6, {}),
    "an ASCII locale": (["--plain"], 80, 24, ASCII),
}
PIPED = ("asked for", "a dumb terminal", "an ASCII locale")  # these are tried through a pipe as well
FULL: dict[str, tuple[int, int, dict[str, str]]] = {
    "as it is": (80, 24, {}),
    "no colour": (80, 24, {"NO_COLOR": "1"}),
    "no colour, but not set to anything": (80, 24, {"NO_COLOR": ""}),
    "accessible, but not set to anything": (80, 24, {"ACCESSIBLE": ""}),
    "an ASCII locale": (80, 24, ASCII),
    "COLUMNS and LINES of another window": (80, 24, {"COLUMNS": "200", "LINES": "6"}),
}
_DRAWN: dict[str, list[str]] = {}


def controls(sent: bytes) -> set[str]:
    """Returns the control characters that were sent, but for line ends."""
    text = sent.decode().replace("\r\n", "\n")
    return {character for character in text if unicodedata.category(character) == "Cc"} - {"\n"}


@pytest.mark.slow
@pytest.mark.parametrize("how", PLAIN)
def test_plain_goes_to_the_end_without_one_control_character(how: str, tmp_path: Path) -> None:
    arguments, columns, lines, settings = PLAIN[how]
    bank = str(small_bank(tmp_path, HOSTILE))
    screen = Screen([*QUIZ, *arguments, "--only", "--questions", bank], columns, lines, **settings)
    shown, typed = journey(screen, "2")
    assert controls(screen.raw) == set()
    assert "stays in this window until you close it" in shown[0]
    assert any("What your answers point to" in one for one in shown)
    assert max(map(cell_len, screen.raw.decode().splitlines())) < columns
    assert screen.raw.isascii() is (settings is ASCII)
    assert ("Fl?ckiger" in shown[0]) is (settings is ASCII)
    if how not in PIPED:
        return
    piped = subprocess.run(
        [*QUIZ, "--only", "--questions", bank],
        input="".join(f"{line}\n" for line in typed).encode(),
        env={**environment(), **settings},
        capture_output=True,
        timeout=20,
        check=True,
    )
    assert controls(piped.stdout) == set()
    echoed = ["", *typed]
    seen = " ".join(one.removeprefix(echo).strip() for one, echo in zip(shown, echoed, strict=False))
    assert words(piped.stdout.decode()) == seen


@pytest.mark.slow
@pytest.mark.parametrize("line", ["printf '\\nx\\n' | {}", "{} | cat"], ids=["input", "output"])
def test_where_either_end_is_no_terminal_it_is_plain(line: str) -> None:
    screen = Screen(["bash", "-c", line.format(shlex.join(QUIZ))])
    screen.see("Which therapy is this about?")
    screen.type("x\n")
    assert screen.status() == 0
    assert controls(screen.raw) == set()
    assert "stays in this window" in words(screen.raw.decode())


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        *(("TERM", value, True) for value in ("", " ", "dumb", "DUMB", "unknown", None)),
        *(("TERM", value, False) for value in ("xterm-256color", "linux", "screen", "vt100")),
        *(("ACCESSIBLE", value, True) for value in ("1", "true", "yes")),
        *(("ACCESSIBLE", value, False) for value in ("", "0", "false", None)),
        *(("NO_COLOR", value, False) for value in ("1", "", None)),
    ],
)
def test_the_environment_asks_for_plain(
    name: str, value: str | None, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(name, raising=False)
    else:
        monkeypatch.setenv(name, value)
    assert wants_plain() is plain
    with Terminal(plain=False, stdin=Window(typing([])), stdout=Window(typing([]))) as terminal:
        assert terminal.full is not plain


@pytest.mark.slow
@pytest.mark.parametrize("how", FULL)
def test_full_goes_to_the_end_whatever_the_environment_says(how: str, tmp_path: Path) -> None:
    """Each draws the same, but for colour, and the window that is there is the one drawn on."""
    columns, lines, settings = FULL[how]
    bank = str(small_bank(tmp_path, HOSTILE))
    screen = Screen([*QUIZ, "--only", "--questions", bank], columns, lines, **settings)
    journey(screen, "2")
    sent = screen.raw.decode()
    assert sent.startswith("\x1b[?1049h")
    assert {one for one in ESCAPE.findall(sent) if not ALLOWED_ESCAPE.fullmatch(one)} == set()
    assert controls(ESCAPE.sub("", sent).encode()) == set()
    if settings.get("NO_COLOR"):
        assert set(re.findall(r"\x1b\[([0-9;]*)m", sent)) <= {"0", "1"}
    elif settings is not ASCII:
        assert ESCAPE.findall(sent) == _DRAWN.setdefault("drawn", ESCAPE.findall(sent))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "command"), [(40, "support"), (40, "reasons"), (40, "what-now"), (40, "map"), (200, "support")]
)
def test_what_is_printed_is_wrapped_at_words_in_a_narrow_window(columns: int, command: str) -> None:
    screen = Screen([*PROGRAM, command], columns, 24)
    assert screen.status() == 0
    text = screen.raw.decode().replace("\r\n", "\n")
    piped = subprocess.run([*PROGRAM, command], env=environment(), capture_output=True, text=True, check=True)
    assert max(map(cell_len, rows(text).splitlines())) < min(columns, 80)
    in_pipe = re.sub(r"^ *- ", "", piped.stdout, flags=re.MULTILINE) if command == "map" else piped.stdout
    assert words(text) == words(in_pipe)  # a window has a tree where a pipe has a list
    assert controls(piped.stdout.encode()) == set()


@pytest.mark.slow
def test_where_there_is_no_window_columns_says_how_long_a_line_may_be() -> None:
    piped = subprocess.run(
        [*QUIZ], input="\n", env={**environment(), "COLUMNS": "50"}, capture_output=True, text=True, check=True
    )
    assert 40 < max(map(len, piped.stdout.splitlines())) < 50
