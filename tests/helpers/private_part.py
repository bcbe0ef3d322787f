"""The part of the quiz that is only for oneself."""

from people import (
    Person,
    Quick,
)
from shipped import BANK
from windows import Window

from stuckpoint.bank import COUPLES, TrackId
from stuckpoint.engine import Length
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.terminal import Terminal

PRIVATE = {item.text: item for item in BANK.tracks[COUPLES].items if item.private}


def taken(reply: Person, track: TrackId = COUPLES) -> Quick:
    """Takes the quiz in this process, to its end."""
    window = Quick(reply)
    run_in(window, track, None)
    return window


def run_in(window: Window | Quick, track: TrackId | None, country: str | None) -> None:
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=False, country=country).run(track)
