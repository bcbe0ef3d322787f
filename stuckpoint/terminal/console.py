"""Rich, as this program uses it: one way to make a console, sixteen colours by name, and lines that fit a width.

Of the environment only NO_COLOR, TERM and ACCESSIBLE are looked at, the last two in `window`: nothing else there can
put an escape sequence into a pipe, or say how wide a window is.
"""

import io
import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import split_graphemes
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from stuckpoint.characters import clean

# What is read has the terminal's own colour; these are for marks, keys, bars and rules, each beside words that say the
# same. The terminal's theme decides what they look like on light and on dark.
THEME = Theme(
    {
        "strong": "bold",
        "mark": "cyan",
        "key": "bold cyan",
        "high": "magenta",
        "lower": "blue",
        "do": "green",
        "wrong": "red",
    },
    inherit=False,
)
MIN_TEXT_WIDTH = 8  # in a window that leaves less, lines are longer than it
# What is drawn beside words, and what stands for it in an encoding that does not have it.
_MARKS = str.maketrans(
    "\u258c\u258e\u25a0\u2022\u2501\u00b7\u253f\u2500\u2502\u256d\u256e\u2570\u256f\u25cb\u25cf", "||#-=.+-|++++o*"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# Rich breaks lines at these spaces, where none may be broken. No text holds the letters that stand in for them:
# letters for private use are cleaned away.
_NO_BREAK = {ord("\xa0"): "\ue000", ord("\u2007"): "\ue001", ord("\u202f"): "\ue002"}
KEPT = "\ue003"  # stands in for a plain space that no line may break at
_BACK = {ord(letter): chr(space) for space, letter in _NO_BREAK.items()} | {ord(KEPT): " "}


class Line(NamedTuple):
    """One line that fits: as text, and with the escape sequences that say how it looks."""

    plain: str = ""
    styled: str = ""


def console_of(width: int) -> Console:
    """Returns a console of a width that prints nowhere and asks nothing of the environment."""
    return Console(
        file=io.StringIO(),
        width=width,
        height=100,
        theme=THEME,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def text_of(words: str, style: str = "") -> Text:
    """Returns words as text that holds nothing but them: no markup, no character that may not be shown."""
    return Text(clean(words).translate(_NO_BREAK), style, overflow="fold")


def hung(text: Text, width: int, first: Text | str = "", then: Text | str | None = None) -> Text:
    """Returns a text broken into lines of a width; `first` stands before the first of them, `then` before the others.

    Without `then` the others are set in as far as the first.
    """
    mark = Text(first) if isinstance(first, str) else first
    others = Text(" " * mark.cell_len) if then is None else Text(then) if isinstance(then, str) else then
    lines = text.wrap(console_of(width), max(MIN_TEXT_WIDTH, width - mark.cell_len), overflow="fold")
    broken = [Text.assemble(others if number else mark, line) for number, line in enumerate(lines)]
    return Text("\n", no_wrap=True, overflow="ignore").join(broken)


def lines_of(drawn: Iterable[RenderableType], width: int) -> list[Line]:
    """Returns what Rich draws as lines."""
    # Wider than any window that is drawn on, where even the shortest lines do not fit one.
    console = console_of(max(width, 2 * MIN_TEXT_WIDTH))
    is_coloured = not os.environ.get("NO_COLOR")
    lines = []
    for one in drawn:
        for segments in console.render_lines(one, pad=False):
            lines.append(_line(segments if is_coloured else [*Segment.remove_color(segments)]))
    return lines


def encodable(text: str, encoding: str) -> str:
    """Returns a text as a window of some encoding can show it: stand-ins are as wide as what they stand for."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _BEYOND_ASCII.sub(lambda found: _with_stand_ins(found[0], encoding), text.translate(_MARKS))
    return text


def _with_stand_ins(text: str, encoding: str) -> str:
    spans, _ = split_graphemes(text)
    shown = ((text[start:end].encode(encoding, "ignore").decode(encoding), width) for start, end, width in spans)
    return "".join(known or "?" * width for known, width in shown)


def _line(segments: list[Segment]) -> Line:
    shown = [(segment.text.translate(_BACK), segment.style) for segment in segments]
    while shown and not shown[-1][0].strip(" "):
        shown.pop()
    if shown:
        text, style = shown[-1]
        shown[-1] = text.rstrip(" "), style
    return Line("".join(text for text, _ in shown), "".join(_styled(text, style) for text, style in shown))


def _styled(text: str, style: Style | None) -> str:
    return style.render(text) if style else text
