"""How much a person has to read: screens are counted in a window of 80 by 24."""

from collections.abc import Sequence

import pytest
from people import MENU, TRACKS, Person
from screens import words
from shipped import BANK
from windows import Window

from stuckpoint.bank import COUPLES, Bank, Item, OptionId, ReasonId, TrackId
from stuckpoint.engine import Length, Sheet, findings, results
from stuckpoint.pages.booklet import Booklet, booklet
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.drawing import groups_of
from stuckpoint.terminal.terminal import Terminal

FITS = 20  # rows of a window of 24, less a rule, one row of keys and two that are typed on
FROM_PAGE_ONE = 6
BEFORE_THE_QUESTIONS = 9
REASONS = [(track, reason.id) for track in TRACKS for reason in BANK.tracks[track].reasons]
ONE = {TrackId("individual"): ReasonId("fit"), COUPLES: ReasonId("pattern_unnamed")}
STANDS = [
    (track, stage.id, progress.id)
    for track in TRACKS
    for stage in BANK.tracks[track].context[0].options
    for progress in BANK.tracks[track].context[1].options
]
QUESTIONS = "Question 1 of at most"
of_every_reason = pytest.mark.parametrize(("track", "reason"), REASONS)


def leaning(item: Item, reason: ReasonId) -> int:
    """Returns the place of the option that says most for a reason, least for others, and is not worth raising."""
    says = [(one.balanced.get(reason, 0.0), -sum(one.balanced.values()), not one.raise_it) for one in item.options]
    return says.index(max(says))


def read_by(track: TrackId, reason: ReasonId, stage: str, progress: str) -> Booklet:
    """Returns the results of someone all of whose answers lean to one reason."""
    stands: dict[str, str] = {"stage": stage, "progress": progress, "worse_for": "weeks", "earlier": "no"}
    sheet = Sheet(bank=BANK, track=track)
    while item := sheet.upcoming():
        sheet = sheet.answer(item, (OptionId(stands.get(item.id, item.options[leaning(item, reason)].id)),))
    return booklet(BANK, results(BANK, findings(BANK, track, sheet.responses, private=True), sheet.responses))


@pytest.mark.sampled(38)
@of_every_reason
@pytest.mark.parametrize(("stage", "progress"), [("going", "same"), ("going", "worse"), ("ended", "same")])
def test_a_reason_is_two_windows_and_what_comes_next_is_one(
    track: TrackId, reason: ReasonId, stage: str, progress: str
) -> None:
    read = read_by(track, reason, stage, progress)
    name = next(one.name for one in BANK.tracks[track].reasons if one.id == reason)
    about = next(chapter for chapter in read.chapters if chapter.page.title == name)
    following = next(chapter for chapter in read.chapters if chapter.page.title == "What comes next")
    assert (len(about.screens), len(following.screens)) == (2, 1)
    for page in (*about.screens, *following.screens):
        drawn = [line.plain for group in groups_of(page.whole(), 80, plain=False) for line in group]
        assert len(drawn) <= FITS, "\n".join(drawn)


class Leaning(Person):
    """Someone whose answers lean to one reason, and who reads on by Enter alone."""

    def __init__(self, track: TrackId, bank: Bank) -> None:
        super().__init__(track=track, menu=[])
        self._to = ONE[track]
        self._bank = bank

    def _answer(self, shown: str) -> str | None:
        return str(1 + leaning(self.asked_in(shown), self._to))


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_six_windows_lead_from_page_one_to_the_menu_with_one_reason(track: TrackId) -> None:
    window = Window(Leaning(track, BANK))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=False).run(track)
    screens = [words(screen) for screen in window.screens]
    front = next(place for place, screen in enumerate(screens) if screen.startswith("What your answers point to"))
    assert screens[front].count("stands out") == 2  # the reason, and what the line is
    menu = next(place for place, screen in enumerate(screens) if MENU in screen)
    assert menu - front <= FROM_PAGE_ONE


class Standing(Person):
    """Someone who says where they stand, with the last answer where none is given, and leaves at the questions."""

    def __init__(self, track: TrackId, said: Sequence[str]) -> None:
        super().__init__(track=track)
        self._stands = said

    def _reply(self, screen: str) -> str | None:
        is_welcome = "Which therapy is this about?" in screen
        return str(1 + TRACKS.index(self._track.id)) if is_welcome else super()._reply(screen)

    def _answer(self, shown: str) -> str | None:
        if QUESTIONS in shown:
            return None
        options = self.asked_in(shown).options
        return str(next((at for at, option in enumerate(options, 1) if option.id in self._stands), len(options)))


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("track", "stage", "progress"), STANDS)
def test_at_most_nine_windows_lead_to_the_questions(track: TrackId, stage: str, progress: str) -> None:
    window = Window(Standing(track, (stage, progress)))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Quiz(BANK, terminal, length=Length.QUICK, show_working=False).run(None)
    *before, first = [words(screen) for screen in window.screens]
    assert first.startswith(QUESTIONS)
    assert len(before) <= BEFORE_THE_QUESTIONS
