"""One screen of each kind, as it was read and kept: at 80 and 40 columns with the names of its styles, and plain.

To write them anew: python tests/quiz/test_golden_screens.py. Read what changed as a person would, before it is kept.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from people import Quick
from rich.color import Color, ColorType
from rich.style import Style
from screens import CLEAR, rows
from shipped import BANK
from windows import typing

from stuckpoint.bank import TrackId
from stuckpoint.engine import Length
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.console import THEME
from stuckpoint.terminal.terminal import Terminal

GOLDEN = Path(__file__).parents[1].joinpath("golden", "screens")
# What is typed, up to each kind of screen.
SAFE = ["", "1", "7", "5", "10", "1"]
ASKED = [*SAFE, "1", "3", "1", "1", "1", *["10"] * 3, "2", *["1"] * 14]
READ = [*ASKED, "r", ""]
KINDS = {
    "welcome": [],
    "safety": ["", "1"],
    "notice": ["", "1", "1"],
    "question": [*SAFE, "1", "3", "1"],
    "answers": ASKED,
    "page_one": READ,
    "why": [*READ, "1"],
    "what_to_try": [*READ, "1", ""],
    "what_comes_next": [*READ, "4"],
    "take_along": [*READ, "t", "1"],
    "chosen": [*READ, "t", "1", ""],
    "menu": [*READ, "t", ""],
}
LOOKS = {"80": (80, False), "40": (40, False), "plain": (80, True)}
_CODES = {style.render("|").partition("|")[0]: name for name, style in THEME.styles.items()}


def screen(kind: str, look: str) -> str:
    """Returns a screen as text, with the names of its styles in angle brackets; plain has none."""
    columns, plain = LOOKS[look]
    before = {name: os.environ.get(name) for name in ("COLUMNS", "LINES", "NO_COLOR")}
    os.environ.update(COLUMNS=str(columns), LINES="100", NO_COLOR="")
    try:
        window = Quick(typing(KINDS[kind]))
        with Terminal(plain=plain, stdin=window, stdout=window) as terminal:
            Quiz(BANK, terminal, length=Length.QUICK, show_working=False).run(TrackId("individual"))
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    drawn = window.drawn.rpartition(CLEAR)[2]
    named = re.sub(r"\x1b\[[0-9;]*m", lambda code: f"<{_CODES.get(code[0], '/')}>", drawn)
    text = "\n".join(line.rstrip() for line in rows(named).splitlines()).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


@pytest.mark.sampled(4)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_is_as_it_was_read_and_kept(kind: str, look: str) -> None:
    assert screen(kind, look) == (GOLDEN / f"{kind}.{look}.txt").read_text(encoding="utf-8")


def colours(style: Style) -> Iterator[Color]:
    yield from (colour for colour in (style.color, style.bgcolor) if colour)


def test_the_theme_has_the_terminals_own_colours_and_none_that_hardly_shows() -> None:
    """The terminal's theme decides on light and dark; black, white and the bright ones vanish on one of them."""
    for name, style in THEME.styles.items():
        assert not style.dim, name
        for colour in colours(style):
            assert colour.type is ColorType.STANDARD, name
            assert colour.number in {1, 2, 4, 5, 6}, name  # red, green, blue, magenta, cyan
        assert style.bgcolor is None, name


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for kind in KINDS:
        for look in LOOKS:
            (GOLDEN / f"{kind}.{look}.txt").write_text(screen(kind, look), encoding="utf-8")
