"""A journey through the quiz in any environment."""

import os

from graphemes import ONE
from screens import Screen, words
from taking import FINISH, PRINT, answering, waits

# Everything that a text of a bank may hold and that a terminal could stumble over.
HOSTILE = (
    f"[bold]a[/bold] :smile: {ONE['family']} {ONE['flag']} {ONE['red heart']}\tcafe\u0301 Fl\xfcckiger "
    "\u05e9\u05dc\u05d5\u05dd \u0645\u06cc\u200c\u0631\u0648\u0645 \u4f1a\u8a71 "
) * 3
ASCII = {
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "ascii",
}
MENU = ["2", "3", PRINT, FINISH]  # what comes next, how scores were made, print, finish


def journey(screen: Screen, answer: str = "1") -> tuple[list[str], list[str]]:
    """Goes from the welcome through all results and the menu to the end; returns what was shown and typed."""
    reply, menu = answering(answer), iter(MENU)
    shown: list[str] = []
    typed: list[str] = []
    while typed[-1:] != [FINISH] or f"{FINISH} Finish" not in shown[-1]:
        screen.until(waits)
        shown.append(words(screen.since()))
        assert len(shown) < 200, shown[-1]
        if f"{FINISH} Finish" in shown[-1]:
            typed.append(next(menu))
        else:
            typed.append((reply(shown[-1]) or "").replace("t", ""))
        screen.type(f"{typed[-1]}\n")
    assert screen.status() == 0
    return shown, typed


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
