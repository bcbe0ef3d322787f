"""Pages too long for a window, and windows of any size."""

from collections.abc import Sequence

import pytest
from screens import words

from stuckpoint.blocks import Block, Bullet, Gap, Heading, Numbered, Paragraph

KEYS = "Or type: s skip, n does not apply, b back, ? why we ask, h who to call, x leave."
LONG_SAY = f"Why we ask: {' '.join(f'because{number}' for number in range(16))}."
PAGE: Sequence[Block] = [
    Paragraph("A place to stand."),
    Gap(),
    Paragraph(" ".join(f"intro{number}" for number in range(30))),
    Heading(" ".join(f"question{number}" for number in range(9))),
    Paragraph("A hint."),
    Gap(),
    *(Numbered(number, f"option{number} and {'more ' * number}", "under it") for number in range(1, 13)),
    Heading("A part", level=2),
    *(Bullet(f"point{number}", ("set in", "and again")) for number in range(3)),
]


def size(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))


def paging(screen: str) -> str:
    """Presses Enter until everything was shown."""
    return "" if "Press Enter for more." in words(screen) else "done"
