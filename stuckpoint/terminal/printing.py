"""What a command prints: drawn by Rich on a terminal, the same as linear text in a pipe."""

import sys
from collections.abc import Sequence

from stuckpoint.blocks import Page
from stuckpoint.terminal.console import encodable
from stuckpoint.terminal.drawing import as_drawn, as_text
from stuckpoint.terminal.window import READING, can_draw, printed_width


def printed(pages: Sequence[Page]) -> str:
    """Returns pages as they are printed on standard output, whatever that is."""
    if can_draw():
        return encodable(as_drawn(pages, printed_width()), sys.stdout.encoding or "utf-8")
    return as_text(pages, min(READING, printed_width()))
