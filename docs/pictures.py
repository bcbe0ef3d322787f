"""Draws the pictures in the README anew, from what the program shows: python docs/pictures.py

Look at them before they are kept.
"""

import io
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))

from documents import README, TYPED, blocks
from screens import CLEAR, PROGRAM, WAITING, Screen

FOLDER = Path(__file__).parent / "pictures"
COLUMNS, LINES = 80, 24
_ROW = re.compile(r"\x1b\[(\d+);1H(?:\x1b\[2K)?")
_REGION = re.compile(r"\x1b\[[\d;]*r")
# No font is fetched from anywhere: each reader has one.
_FORMAT = re.sub(r"@font-face {{.*?}}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
)
# Background, words, and the eight colours of a terminal, each to be read on that background.
THEMES = {
    "light": ("ffffff", "1f2328", "24292f cf222e 116329 7d4e00 0550ae 8250df 0f6674 57606a"),
    "dark": ("0d1117", "e6edf3", "6e7681 ff7b72 56d364 e3b341 79c0ff d2a8ff 56d4dd e6edf3"),
}


def _in_the_quiz(until: str) -> list[str]:
    """Returns the first screen of the README's run on which some words are."""
    screen = Screen((*PROGRAM, "quiz"), COLUMNS, LINES)
    for typed in (*TYPED[:-1], *[""] * LINES):  # Enter goes on to the next part of what is long
        screen.until(WAITING.search)
        screen.settle()
        if until in screen.display():
            break
        screen.type(f"{typed}\n")
    last = screen.raw.decode().rpartition(CLEAR)[2]
    first, *others = _ROW.split(_REGION.sub("", last))
    rows = {1: first} | {int(row): text for row, text in zip(others[0::2], others[1::2], strict=True)}
    screen.type("\x03")
    screen.status()
    return [rows[row] for row in sorted(rows) if row <= max(row for row in rows if rows[row])]


def _checked() -> list[str]:
    """Returns what `check` says of the README's reason with its slip."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gaps.yaml"
        path.write_text(blocks(README, "yaml")[0].replace("scale: how_often", "scale: how_offen"), encoding="utf-8")
        screen = Screen((*PROGRAM, "check", path.name), COLUMNS, LINES, path.parent)
        screen.status()
    return screen.raw.decode().rstrip().splitlines()


# Each picture with the command that it is of, and what gives the lines as they came, with how they look.
PICTURES: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "question": ("stuckpoint quiz", partial(_in_the_quiz, "Question 2 of at most")),
    "results": ("stuckpoint quiz", partial(_in_the_quiz, "What your answers point to")),
    "check": ("stuckpoint check gaps.yaml", _checked),
}


def svg(name: str, command: str, lines: Sequence[str], theme: str) -> str:
    """Returns lines of a terminal as a picture."""
    background, words, colours = THEMES[theme]
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    console.print(Text.from_ansi("\n".join(lines)))
    look = TerminalTheme(_rgb(background), _rgb(words), [_rgb(one) for one in colours.split()])
    drawn = console.export_svg(title=command, theme=look, code_format=_FORMAT, unique_id=f"{name}-{theme}")
    drawn = drawn.replace("rgba(255,255,255,0.35)", "rgba(128,128,128,0.5)")  # the frame, to be seen on light too
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def main() -> None:
    """Writes every picture, on light and on dark."""
    FOLDER.mkdir(exist_ok=True)
    for name, (command, shown) in PICTURES.items():
        lines = shown()
        for theme in THEMES:
            path = FOLDER / f"{name}-{theme}.svg"
            path.write_text(svg(name, command, lines, theme), encoding="utf-8")


if __name__ == "__main__":
    main()
