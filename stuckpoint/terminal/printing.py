"""What a command prints: drawn by Rich on a terminal, the same as linear text in a pipe."""

import sys
from collections.abc import Sequence
from typing import TextIO

from stuckpoint.blocks import Page
from stuckpoint.terminal.console import MARKS, READING
from stuckpoint.terminal.drawing import as_drawn, as_text
from stuckpoint.terminal.window import begin_escapes, printed_width, wants_plain


def printed(pages: Sequence[Page]) -> str:
    """Returns pages as they are printed on standard output, whatever that is."""
    if sys.stdout is not None and _can_draw(sys.stdout):
        return as_drawn(pages, printed_width())
    return as_text(pages, min(READING, printed_width()))


def _can_draw(out: TextIO) -> bool:
    if not out.isatty() or wants_plain() or begin_escapes(out) is None:
        return False
    try:
        MARKS.encode(out.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
