"""How far a track's weights alone can tell its reasons apart: exact figures, on balanced weights. Pure.

What each figure is, and which are too low or too high, is told in docs/simulate.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, hypot, log2

from stuckpoint.bank import Item, Option, ReasonId, Track
from stuckpoint.bank.reach import Route, fullest_route
from stuckpoint.engine.scoring import PRIOR_WEIGHT, score_of

_PRESENT = 0.15  # how common a reason is taken to be, in what an item tells
_CLEAR = 3.0  # how much likelier an option that says everything for it then is: exp(3) to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFigures:
    """What can be asked about one reason.

    Attributes:
        weight: T: the most that can be said about it by all the items that one person can be asked.
        floor: the part of T that is said whatever is answered, in 100.
        ceiling: the highest score that can be reached.
        lead: how far its score is above the next on the sheet that says most for it and least for the rest;
            None where there is no other reason.
        next: the position of that next reason; None likewise.
        mentions: how many tick-all items name it.
    """

    weight: float
    floor: float
    ceiling: float
    lead: float | None
    next: int | None
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """How far two reasons can be told apart.

    Attributes:
        reasons: their positions in the track.
        gap: the largest difference of scores that any answers can make, the smaller of both ways.
        overlap: how alike they are in what is asked about them, from 0 to 1.
    """

    reasons: tuple[int, int]
    gap: float
    overlap: float


def reason_figures(track: Track, reason: ReasonId, route: Route) -> ReasonFigures:
    """Returns the figures of one reason, given what can be asked about it."""
    ahead, following = lead(track, reason, route.items)
    return ReasonFigures(
        weight=route.weight,
        floor=100 * least(reason, route.items) / route.weight if route.weight else 0.0,
        ceiling=score_of(route.weight, route.weight) if route.weight else 0.0,
        lead=ahead,
        next=following,
        mentions=sum(item.many and reason in item.most for item in route.items),
    )


def pair_figures(track: Track, first: int, second: int, routes: Sequence[Route]) -> PairFigures:
    """Returns the figures of two reasons, given by their positions in the track."""
    a, b = track.reasons[first].id, track.reasons[second].id
    return PairFigures(
        reasons=(first, second),
        gap=min(gap(a, b, routes[first].items), gap(b, a, routes[second].items)),
        overlap=overlap(a, b, track.items),
    )


def information(item: Item) -> float:
    """Returns how much an item tells about which reasons someone has, in bits, summed over its reasons.

    Someone with a reason is taken to choose an option with a chance that grows as exp(3 v), someone without it
    any option alike; 15 in 100 have it.
    """
    return fsum(_tells(item.options, reason) for reason in item.most)


def _tells(options: Sequence[Option], reason: ReasonId) -> float:
    pulls = [exp(_CLEAR * option.balanced.get(reason, 0.0)) for option in options]
    whole = fsum(pulls)
    bits = 0.0
    for pull in pulls:
        with_it, without = pull / whole, 1 / len(pulls)
        either = _PRESENT * with_it + (1 - _PRESENT) * without
        bits += _PRESENT * with_it * log2(with_it / either) + (1 - _PRESENT) * without * log2(without / either)
    return max(bits, 0.0)


def strongest_for(reason: ReasonId, item: Item) -> Option:
    """Returns the option that says most for a reason, and of those the one that says least for others."""
    return max(item.options, key=lambda option: _for(option, reason))


def _for(option: Option, reason: ReasonId) -> tuple[float, float]:
    said = option.balanced.get(reason, 0.0)
    return said, said - fsum(option.balanced.values())


def total(reason: ReasonId, items: Sequence[Item]) -> float:
    """Returns T: the most that some items together can say about a reason."""
    return fsum(item.most.get(reason, 0.0) for item in items)


def least(reason: ReasonId, items: Sequence[Item]) -> float:
    """Returns what is said about a reason whatever is answered."""
    return fsum(min([option.balanced.get(reason, 0.0) for option in item.options], default=0.0) for item in items)


def lead(track: Track, reason: ReasonId, items: Sequence[Item]) -> tuple[float | None, int | None]:
    """Returns how far a reason is ahead on the sheet that says most for it and least for the rest, and of which."""
    sheet = [strongest_for(reason, item) for item in items]
    scores = {
        number: score_of(fsum(option.balanced.get(one.id, 0.0) for option in sheet), total(one.id, items))
        for number, one in enumerate(track.reasons)
    }
    own = next(number for number, one in enumerate(track.reasons) if one.id == reason)
    following = max((number for number in scores if number != own), key=scores.__getitem__, default=None)
    return (None, None) if following is None else (scores[own] - scores[following], following)


def gap(reason: ReasonId, other: ReasonId, items: Sequence[Item]) -> float:
    """Returns the largest difference of scores, for one reason over another, that any answers can make."""
    r, s = total(reason, items) + PRIOR_WEIGHT, total(other, items) + PRIOR_WEIGHT
    about = [item for item in items if reason in item.most]
    widest = (
        max([option.balanced.get(reason, 0.0) / r - option.balanced.get(other, 0.0) / s for option in item.options])
        for item in about
    )
    # Of the others the best that can be said for it is the least for the other reason.
    rest = least(other, [item for item in items if reason not in item.most and other in item.most])
    return 100 * (fsum(widest) - rest / s)


def overlap(reason: ReasonId, other: ReasonId, items: Sequence[Item]) -> float:
    """Returns how alike two reasons are in what is asked about them, from 0 to 1: the cosine of their columns of m."""
    first, second = ({item.id: item.most[one] for item in items if one in item.most} for one in (reason, other))
    lengths = hypot(*first.values()) * hypot(*second.values())
    return fsum(m * second[id] for id, m in first.items() if id in second) / lengths if lengths else 0.0


def routes(track: Track) -> list[Route]:
    """Returns, for each reason of a track, what is asked of the person who can be asked most about it."""
    return [fullest_route(track, reason.id) for reason in track.reasons]
