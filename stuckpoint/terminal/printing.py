"""What a command prints: drawn by Rich on a terminal, the same as linear text in a pipe."""

import sys
from collections.abc import Sequence

from stuckpoint.blocks import Page
from stuckpoint.terminal.console import READING
from stuckpoint.terminal.drawing import as_drawn, as_text
from stuckpoint.terminal.window import begin_escapes, printed_width, wants_plain


def printed(pages: Sequence[Page]) -> str:
    """Returns pages as they are printed on standard output, whatever that is."""
    out = sys.stdout
    if out is not None and out.isatty() and not wants_plain() and begin_escapes(out):
        return as_drawn(pages, printed_width())
    return as_text(pages, min(READING, printed_width()))
