"""One invented person each: what they are, what they answer, and what that comes to. Pure: chance is passed in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from stuckpoint.authoring.simulation.people import AnswerSheet, Chance, Chosen, Kind
from stuckpoint.authoring.simulation.robots import Robots
from stuckpoint.authoring.simulation.tally import Outcome, Sums, Tally
from stuckpoint.bank import Bank, Item, Responses, Track
from stuckpoint.engine import Length, asked

OTHER_KINDS = (Kind.NOTHING_WRONG, Kind.YES_SAYER, Kind.SKIPS_A_LOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many people are invented for each track: with each reason, and of each other kind.

    Walking through the shorter lengths takes time, so only the first few of each sort do.
    """

    everyone: tuple[int, int] = (100, 300)
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
    sums: Sums
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthResult:
    """How people come out at one length. Shares are from 0 to 1.

    Attributes:
        people: how many people were asked.
        questions: how many questions they were asked on average, each kind of person counting alike.
        recall: of people with one reason, those for whom it is shown first.
        power: of people with one reason, those for whom it stands out.
        alarms: of people with nothing wrong, by kind, those for whom something stands out.
        recall_in_full, power_in_full: the same of the same people when everything is asked.
        by_reason: the recall and power of each reason that somebody has.
        beyond: the reasons, by position, that do not stand out even when every answer says the most for them.
    """

    length: Length
    people: int
    questions: float
    recall: float
    power: float
    alarms: Mapping[Kind, float]
    recall_in_full: float
    power_in_full: float
    by_reason: Mapping[int, tuple[float, float]]
    beyond: tuple[int, ...]


def responses_of(items: Iterable[Item], sheet: AnswerSheet) -> Responses:
    """Returns a sheet as the responses that it gives to these items."""
    return {item.id: tuple(item.options[at].id for at in chosen) for item, chosen in zip(items, sheet, strict=True)}


@dataclass(frozen=True, slots=True)
class _Walk:
    trial: Trial
    outcome: Outcome
    questions: int


class Walks:
    """A track made ready for walking people through it."""

    def __init__(self, bank: Bank, track: Track, tally: Tally) -> None:
        self._bank = bank
        self._track = track
        self._tally = tally
        self._at = {item.id: position for position, item in enumerate(tally.items)}
        robots = Robots(track)
        self._strongest = [robots.strongest(number) for number in range(len(track.reasons))]

    def result(
        self, length: Length, everyone: Sequence[Trial], crowd: Crowd, told: Callable[[float], None]
    ) -> LengthResult:
        """Returns how people come out at a length. `told` is told, from 0 to 1, how much is done."""
        walks: list[_Walk] = []
        few = {Length.QUICK: crowd.quick, Length.STANDARD: crowd.standard}
        some = _some(everyone, *few[length]) if length in few else everyone
        for one in some:
            walks.append(self._in_full(one) if length is Length.FULL else _Walk(one, *self._walk(one.sheet, length)))
            told(len(walks) / len(some))
        with_reason = [walk for walk in walks if walk.trial.reason is not None]
        # What stands out after `standard` is what stands out after `full`, so everyone can be counted.
        in_full = length is Length.STANDARD
        found = [(one, one.outcome) for one in everyone] if in_full else [(walk.trial, walk.outcome) for walk in walks]
        return LengthResult(
            length=length,
            people=len(walks),
            questions=_questions(walks),
            recall=share([walk.outcome.first == walk.trial.reason for walk in with_reason]),
            power=share([one.reason in outcome.standing_out for one, outcome in found if one.reason is not None]),
            alarms={
                kind: share([bool(outcome.standing_out) for one, outcome in found if one.kind is kind])
                for kind in OTHER_KINDS
            },
            recall_in_full=share([walk.trial.outcome.first == walk.trial.reason for walk in with_reason]),
            power_in_full=share([walk.trial.reason in walk.trial.outcome.standing_out for walk in with_reason]),
            by_reason={
                reason: (
                    share([walk.outcome.first == reason for walk in walks if walk.trial.reason == reason]),
                    share([reason in walk.outcome.standing_out for walk in walks if walk.trial.reason == reason]),
                )
                for reason in dict.fromkeys(walk.trial.reason for walk in with_reason)
                if reason is not None
            },
            beyond=tuple(
                number for number, sheet in enumerate(self._strongest) if not self._stands_out(number, sheet, length)
            ),
        )

    def _stands_out(self, reason: int, sheet: AnswerSheet, length: Length) -> bool:
        quick = length is Length.QUICK
        outcome = self._walk(sheet, length)[0] if quick else self._outcome(self._tally.path(sheet))
        return reason in outcome.standing_out

    def _in_full(self, one: Trial) -> _Walk:
        return _Walk(one, one.outcome, len(self._track.items) - len(self._tally.off_path(one.counted)))

    def _walk(self, sheet: AnswerSheet, length: Length) -> tuple[Outcome, int]:
        """Returns what comes of a sheet, and how much of it is asked."""
        reached = asked(self._bank, self._track.id, responses_of(self._tally.items, sheet), length)
        positions = {*range(len(self._track.context)), *(self._at[item.id] for item in reached)}
        return self._outcome(self._tally.path(sheet, positions)), len(reached)

    def _outcome(self, counted: Sequence[Chosen]) -> Outcome:
        return self._tally.outcome(self._tally.sums(counted))


def _questions(walks: Sequence[_Walk]) -> float:
    kinds = [[walk.questions for walk in walks if walk.trial.kind is kind] for kind in Kind]
    means = [sum(counts) / len(counts) for counts in kinds if counts]
    return fsum(means) / len(means)


def _some(everyone: Sequence[Trial], for_each_reason: int, of_each_kind: int) -> list[Trial]:
    """Returns the first few of each sort."""
    counts: dict[tuple[Kind, int | None], int] = {}
    found: list[Trial] = []
    for one in everyone:
        sort = (one.kind, one.reason)
        counts[sort] = counts.get(sort, 0) + 1
        if counts[sort] <= (for_each_reason if one.kind is Kind.ONE_REASON else of_each_kind):
            found.append(one)
    return found
