"""Invented people try a track, and how they come out is counted. Pure: chance is passed in."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from stuckpoint.authoring.simulation.figures import PairFigures, ReasonFigures, pair_figures, reason_figures, routes
from stuckpoint.authoring.simulation.people import Chance, Kind
from stuckpoint.authoring.simulation.tally import Outcome, Tally
from stuckpoint.authoring.simulation.trials import OTHER_KINDS, Crowd, LengthResult, Trial, Walks, share, trials
from stuckpoint.authoring.simulation.worth import AskedOf, ItemWorth, asked_of, item_worths
from stuckpoint.bank import Bank, ItemId, Reason, ReasonId, Track, TrackId
from stuckpoint.bank.reach import as_most_meet
from stuckpoint.engine import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonResult:
    """How people with one reason come out when everything is asked. Shares are from 0 to 1.

    Attributes:
        recall: of people with this reason, those for whom it is shown first.
        power: of people with this reason, those for whom it stands out.
        as_high: of people with this reason, those for whom each reason of the track scores at least as high.
        alarms: of people with nothing wrong, by kind, those for whom this reason stands out.
    """

    reason: Reason
    figures: ReasonFigures
    recall: float
    power: float
    as_high: tuple[float, ...]
    alarms: Mapping[Kind, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What was found about one track. Reasons, pairs and items are in bank order.

    Attributes:
        own_reasons, own_items: what is judged: all of the track, or what was added to one that is there already.
    """

    track: Track
    own_reasons: frozenset[ReasonId]
    own_items: frozenset[ItemId]
    crowd: Crowd
    people: int
    reasons: tuple[ReasonResult, ...]
    pairs: tuple[PairFigures, ...]
    items: tuple[ItemWorth, ...]
    lengths: tuple[LengthResult, ...]
    asked_of: tuple[AskedOf, ...]

    @property
    def own(self) -> tuple[ReasonResult, ...]:
        """Returns the reasons that are judged."""
        return tuple(one for one in self.reasons if one.reason.id in self.own_reasons)

    @property
    def is_whole(self) -> bool:
        """Says whether all of the track is judged."""
        return len(self.own_items) == len(self.track.items) and len(self.own_reasons) == len(self.reasons)


def simulate(
    bank: Bank,
    track: TrackId,
    crowd: Crowd,
    chance: Chance,
    told: Callable[[float], None] = lambda _: None,
    beside: Track | None = None,
) -> Simulation:
    """Returns what invented people make of one track.

    Args:
        bank: where the track is.
        track: the track, as a bank of its own.
        crowd: how many people there are.
        chance: where they come from; the same draws give the same result.
        told: is told, from 0 to 1, how much is done.
        beside: the track as it is without what is judged; without it, all of it is judged.
    """
    here = as_most_meet(bank.tracks[track])
    own_reasons, own_items = own_of(here, beside)
    tally = Tally(here)
    everyone = list(trials(here, tally, crowd, chance, lambda part: told(0.6 * part)))
    walks = Walks(bank, here, tally)
    steps = ((Length.QUICK, 0.6, 0.2), (Length.STANDARD, 0.8, 0.1), (Length.FULL, 0.9, 0.05))
    walking = everyone
    if beside:  # a few reasons, so more people with each of them can be asked
        walking = [one for one in everyone if one.reason is None or here.reasons[one.reason].id in own_reasons]
        crowd = replace(crowd, quick=(crowd.everyone[0], crowd.quick[1]))
    lengths = [walks.result(length, walking, crowd, _part(told, start, size)) for length, start, size in steps]
    by_route = routes(here)
    with_reason = [one for one in everyone if one.reason is not None]
    alike = _alike(everyone)
    return Simulation(
        track=here,
        own_reasons=own_reasons,
        own_items=own_items,
        crowd=crowd,
        people=len(everyone),
        reasons=tuple(
            _reason_result(number, reason, reason_figures(here, reason.id, by_route[number]), alike)
            for number, reason in enumerate(here.reasons)
        ),
        pairs=tuple(pair_figures(here, a, b, by_route) for a, b in combinations(range(len(here.reasons)), 2)),
        items=tuple(item_worths(here, tally, with_reason)),
        lengths=tuple(lengths),
        asked_of=tuple(asked_of(here, tally, everyone)),
    )


def own_of(here: Track, beside: Track | None) -> tuple[frozenset[ReasonId], frozenset[ItemId]]:
    """Returns the reasons and items of a track that are not in the other; and the reasons they were written for."""
    known = {item.id for item in beside.items} if beside else set()
    items = [item for item in here.items if item.id not in known]
    there = {reason.id for reason in beside.reasons} if beside else set()
    reasons = {reason.id for reason in here.reasons} - there | {item.reason for item in items if item.reason}
    return frozenset(reasons), frozenset(item.id for item in items)


def _part(told: Callable[[float], None], start: float, size: float) -> Callable[[float], None]:
    return lambda part: told(start + size * part)


_Alike = Mapping[tuple[Kind, int | None], Sequence[Outcome]]


def _alike(everyone: Sequence[Trial]) -> _Alike:
    """Returns what came of people of each kind, and with each reason."""
    found: dict[tuple[Kind, int | None], list[Outcome]] = {}
    for one in everyone:
        found.setdefault((one.kind, one.reason), []).append(one.outcome)
    return found


def _reason_result(number: int, reason: Reason, figures: ReasonFigures, alike: _Alike) -> ReasonResult:
    own = alike[Kind.ONE_REASON, number]
    as_high = Counter(chain.from_iterable(outcome.as_high_as(number) for outcome in own))
    return ReasonResult(
        reason=reason,
        figures=figures,
        recall=share([outcome.first == number for outcome in own]),
        power=share([number in outcome.standing_out for outcome in own]),
        as_high=tuple(as_high[other] / len(own) for other in range(len(own[0].scores))),
        alarms={kind: share([number in outcome.standing_out for outcome in alike[kind, None]]) for kind in OTHER_KINDS},
    )
