"""One invented person each: what they are, what they answer, and what that comes to. Pure: chance is passed in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stuckpoint.authoring.simulation.people import AnswerSheet, Chance, Chosen, Kind
from stuckpoint.authoring.simulation.robots import Robots
from stuckpoint.authoring.simulation.tally import Outcome, Tally
from stuckpoint.bank.model import Track

OTHER_KINDS = (Kind.NOTHING_WRONG, Kind.YES_SAYER, Kind.SKIPS_A_LOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many people are invented for each track: with each reason, and of each other kind.

    Walking through the shorter lengths takes time, so only the first few of each sort do.
    """

    everyone: tuple[int, int] = (150, 920)
    quick: tuple[int, int] = (5, 30)
    standard: tuple[int, int] = (2, 5)


CROWD = Crowd()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One person, and what comes of everything they answer.

    Attributes:
        reason: the position of the one reason they have, if they have one.
        sheet: what they would answer to everything.
        counted: what of that is on the path.
        sums: what that adds up to, for a tally to read.
    """

    kind: Kind
    reason: int | None
    sheet: AnswerSheet
    counted: Sequence[Chosen]
    sums: int
    outcome: Outcome


def trials(track: Track, tally: Tally, crowd: Crowd, chance: Chance, told: Callable[[float], None]) -> Iterator[Trial]:
    """Yields everyone who tries a track: those with each reason, in bank order, then each other kind.

    `told` is told, from 0 to 1, how much is done.
    """
    robots = Robots(track)
    with_each, of_each = crowd.everyone
    kinds: list[tuple[Kind, int | None, int]] = [
        (Kind.ONE_REASON, number, with_each) for number in range(len(track.reasons))
    ]
    kinds += [(kind, None, of_each) for kind in OTHER_KINDS]
    everyone = sum(count for _, _, count in kinds)
    done = 0
    for kind, reason, count in kinds:
        for _ in range(count):
            yield trial(tally, kind, reason, robots.answer(kind, reason, chance))
            done += 1
        told(done / everyone)


def trial(tally: Tally, kind: Kind, reason: int | None, sheet: AnswerSheet) -> Trial:
    """Returns what comes of one sheet when everything is asked."""
    counted = tally.path(sheet)
    sums = tally.sums(counted)
    return Trial(kind=kind, reason=reason, sheet=sheet, counted=counted, sums=sums, outcome=tally.outcome(sums))


def share(so: Sequence[bool]) -> float:
    """Returns how many of these are so, from 0 to 1; 0 where there are none."""
    return sum(so) / len(so) if so else 0.0
