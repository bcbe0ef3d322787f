"""Someone who takes the quiz in a pseudo-terminal, and how long each question took to be drawn."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pseudo_terminal import Program

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))

from people import ASKED, Person
from screens import START, words

from stuckpoint.bank import TrackId
from stuckpoint.engine import Sheet
from stuckpoint.loading import open_bank

TRACKS = {TrackId("individual"): "on your own", TrackId("couples"): "couples"}
# Typed ahead: to the second track, and there no to each of its questions about safety.
_TO_THE_QUESTIONS = {TrackId("individual"): START, TrackId("couples"): "2\n1\n10\n5\n10\n1\n"}
_ENOUGH = 500
# How every screen ends that waits for a line, once all of it was drawn.
WAITS = r"Your answer:|Press Enter [^.]*\. Or type: (?:b back, )?\? keys, h who to call, x leave\."


def to_the_first_question(track: TrackId) -> str:
    """Returns the keys that lead to the first question about therapy: the first option at each before it."""
    sheet, keys = Sheet(bank=open_bank(), track=track), _TO_THE_QUESTIONS[track]
    while (coming := sheet.upcoming()) in sheet.here.context:
        sheet, keys = sheet.answer(coming, (coming.options[0].id,)), f"{keys}1\n"
    return keys


def someone(track: TrackId, menu: Sequence[Sequence[str]] = ()) -> Person:
    """Returns who takes the quiz: always with the same answers, and with what is chosen in the menu."""
    return Person(track=track, style=1, menu=menu)


def screens(running: Program, person: Person) -> Iterator[str]:
    """Has someone take the quiz, until it ends or no more is wanted.

    The track has to be named where it starts: they choose none. Yields the words of each screen.
    """
    for _ in range(_ENOUGH):
        if not running.goes_on(WAITS):
            return
        shown = words(running.display())
        yield shown
        running.type(f"{person(shown)}\n")
    raise running.give_up("it goes on for ever")


def questions(running: Program, track: TrackId) -> Iterator[float]:
    """Takes the quiz to its last question and leaves; yields how long each but the first took to be drawn."""
    was_asked = False
    for shown in screens(running, someone(track)):
        drawn = running.rest()
        is_asked = ASKED.search(shown) is not None
        if is_asked and was_asked:
            yield drawn
        elif was_asked:
            break
        was_asked = is_asked
    running.type("x\n")
    running.end()
