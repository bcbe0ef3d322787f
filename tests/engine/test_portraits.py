"""People of our own invention, whose answers someone gave in role without the scoring key, take the quiz.

Every portrait says what careful readers of it would expect: a reason, or one of the three results of those for whom
nothing stands out; and, where they would name more than one reason, the others. docs/method.md gives the figures that
are worked out here, and says what they are not.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from shipped import BANK, as_written

from stuckpoint.bank import DOES_NOT_APPLY, ItemId, OptionId, Response, TrackId
from stuckpoint.bank.reach import as_met
from stuckpoint.engine import Length, Results, Sheet, findings, results
from stuckpoint.engine.results import Outcome

FOLDER = Path(__file__).parents[1].joinpath("portraits")
METHOD = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
QUIET = {Outcome.MOVING, Outcome.TOO_SOON, Outcome.NOT_FOUND}


@dataclass(frozen=True, eq=False)
class Portrait:
    """A person, what readers expect, and an answer to everything that could be asked.

    Attributes:
        also: the reasons that they would name beside the one expected first.
    """

    name: str
    track: TrackId
    expected: str
    also: frozenset[str]
    answers: dict[ItemId, Response]

    @property
    def is_stuck_on(self) -> str | None:
        """The reason that readers expect, if it is one."""
        return None if self.expected in QUIET else self.expected


@cache
def portraits() -> tuple[Portrait, ...]:
    return tuple(read(path) for path in sorted(FOLDER.iterdir()))


def read(path: Path) -> Portrait:
    written = as_written(path)
    answers: dict[ItemId, Response] = {
        ItemId(item): tuple(map(OptionId, options))
        for item, options in {**written["context"], **written["responses"]}.items()
    }
    return Portrait(
        path.stem, TrackId(written["track"]), written["expected"], frozenset(written.get("also", ())), answers
    )


@cache
def come_to(portrait: Portrait, length: Length = Length.QUICK) -> Results:
    """Returns the results of answering what the quiz asks, in its own order."""
    sheet = Sheet(bank=BANK, track=portrait.track, length=length)
    while coming := sheet.upcoming():
        sheet = sheet.answer(coming, portrait.answers[coming.id])
    return results(BANK, findings(BANK, portrait.track, sheet.responses, private=True), sheet.responses)


def place(portrait: Portrait) -> int:
    """Returns the place, from 1, at which the expected reason comes."""
    order = [one.reason.id for one in come_to(portrait).findings.findings]
    return [str(id) for id in order].index(portrait.expected) + 1


of_every_portrait = pytest.mark.parametrize("portrait", portraits(), ids=lambda portrait: portrait.name)


@of_every_portrait
def test_everything_that_could_be_asked_has_an_answer_that_can_be_given(portrait: Portrait) -> None:
    track = as_met(BANK.tracks[portrait.track], portrait.answers)
    items = {item.id: item for item in (*track.context, *track.items)}
    assert items.keys() - portrait.answers.keys() <= {"worse_for"}
    for id, response in portrait.answers.items():
        options = {option.id for option in items[id].options} | ({DOES_NOT_APPLY} if items[id].may_not_apply else set())
        assert set(response) <= options, id
        assert len(response) <= 1 or items[id].many


def test_the_portraits_are_of_the_people_whom_the_quiz_is_for() -> None:
    expected = Counter((portrait.track, portrait.expected) for portrait in portraits())
    reasons = {reason.id: reason for track in BANK.tracks.values() for reason in track.reasons}
    assert len(portraits()) >= 50
    assert {reason for _, reason in expected} == {*reasons, *QUIET}
    assert {reason for portrait in portraits() for reason in portrait.also} <= reasons.keys()
    # Both seats of the reasons about the two of them.
    only = {track.id: {reason.id for reason in track.reasons} for track in BANK.tracks.values()}
    couples = only[TrackId("couples")] - only[TrackId("individual")]
    assert [reason for reason in couples if expected[TrackId("couples"), reason] < 2] == []
    quiet = Counter(portrait.expected for portrait in portraits() if portrait.is_stuck_on is None)
    assert quiet[Outcome.MOVING] + quiet[Outcome.TOO_SOON] >= 6
    assert quiet[Outcome.NOT_FOUND] >= 4


@pytest.mark.parametrize("track", BANK.tracks)
def test_the_figures_in_the_page_on_method_are_those_of_the_portraits(track: TrackId) -> None:
    here = [portrait for portrait in portraits() if portrait.track == track]
    stuck = [portrait for portrait in here if portrait.is_stuck_on]
    places = [place(portrait) for portrait in stuck]
    out = [portrait for portrait in stuck if portrait.expected in {o.reason.id for o in come_to(portrait).standing_out}]
    fine = [portrait for portrait in here if portrait.expected in (Outcome.MOVING, Outcome.TOO_SOON)]
    other = [portrait for portrait in here if portrait.expected == Outcome.NOT_FOUND]
    shown = [(portrait, one.reason.id) for portrait in here for one in come_to(portrait).standing_out]
    unnamed = [reason for portrait, reason in shown if reason not in {portrait.expected, *portrait.also}]
    row = [
        BANK.tracks[track].name,
        str(len(here)),
        f"{sum(place <= 3 for place in places)} of {len(places)}",
        f"{places.count(1)} of {len(places)}",
        f"{len(out)} of {len(places)}",
        f"{len(unnamed)} of {len(shown)}",
        f"{sum(not come_to(one).standing_out for one in fine)} of {len(fine)}",
        f"{sum(not come_to(one).standing_out for one in other)} of {len(other)}",
    ]
    assert f"| {' | '.join(row)} |" in METHOD
    assert sum(place <= 3 for place in places) >= 0.95 * len(places)


@of_every_portrait
def test_nobody_whose_therapy_is_fine_is_told_that_something_stands_out(portrait: Portrait) -> None:
    if portrait.expected in (Outcome.MOVING, Outcome.TOO_SOON):
        assert come_to(portrait).outcome == portrait.expected


def test_those_who_are_stuck_for_another_reason_are_told_what_is_true() -> None:
    others = [portrait for portrait in portraits() if portrait.expected == Outcome.NOT_FOUND]
    found = Counter(come_to(portrait).outcome for portrait in others)
    said = ", ".join(f"{times} {outcome.value}" for outcome, times in sorted(found.items()))
    assert f"those stuck for a reason that is not asked about: {said}." in METHOD
