"""What each item of a track is worth: what it tells, and what is lost without it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from stuckpoint.authoring.simulation.figures import information
from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.tally import Tally
from stuckpoint.authoring.simulation.trials import Trial, share
from stuckpoint.bank import Item, ReasonId, Track
from stuckpoint.bank.conditions import leaves
from stuckpoint.engine.scoring import SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWorth:
    """What one item is worth.

    Attributes:
        bits: what it tells about who has which reason.
        loss: of 100 people with one reason, how many fewer have it come first without this item. None where no
            other item can say the same about the same reasons, so that it is not spare.
        opens: whether another item waits for its answer.
    """

    item: Item
    bits: float
    loss: float | None
    opens: bool


def item_worths(track: Track, tally: Tally, with_reason: Sequence[Trial]) -> Iterator[ItemWorth]:
    """Yields what each item is worth, in bank order, given people with one reason each."""
    patterns = [tuple(sorted(item.most.items())) for item in track.items]
    place = {reason.id: number for number, reason in enumerate(track.reasons)}
    named = {leaf.item for item in (*track.context, *track.items) for leaf in leaves(item.show_if)}
    margins = [(_margins(one), tally.answered(one.sums), one) for one in with_reason]
    near: dict[tuple[tuple[ReasonId, float], ...], list[Trial]] = {}
    for position, item in enumerate(track.items):
        pattern = patterns[position]
        loss: float | None = None
        if pattern and patterns.count(pattern) > 1:
            if pattern not in near:
                near[pattern] = _near(margins, [(place[reason], m) for reason, m in pattern])
            loss = 100 * _lost(tally, len(track.context) + position, near[pattern]) / len(with_reason)
        yield ItemWorth(item=item, bits=information(item), loss=loss, opens=item.id in named)


def _margins(one: Trial) -> list[float]:
    """Returns how many points lie between a person's own reason and each other; at its own place, and the first."""
    scores = one.outcome.scores
    assert one.reason is not None
    own = scores[one.reason]
    margins = [abs(own - score) for score in scores]
    margins[one.reason] = abs(own - max([*scores[: one.reason], *scores[one.reason + 1 :]], default=-1.0))
    return margins


def _near(
    everyone: Sequence[tuple[Sequence[float], Sequence[float], Trial]], touched: Sequence[tuple[int, float]]
) -> list[Trial]:
    """Returns the people for whom an item that can say so much could matter to whether their own reason is first.

    Without m of D a score moves by 100 m / (D + 1 - m) at most: for most people too little.
    """
    near: list[Trial] = []
    for margins, answered, one in everyone:
        nearest, furthest = inf, 0.0
        for reason, m in touched:
            d = answered[reason]
            furthest += 100 * m / ((d if d > m else m) + 1 - m)
            if margins[reason] < nearest:
                nearest = margins[reason]
        if nearest <= furthest:
            near.append(one)
    return near


def _lost(tally: Tally, position: int, near: Sequence[Trial]) -> int:
    """Returns how many fewer have their reason first without an item."""
    lost = 0
    for one in near:
        if chosen := one.counted[position]:
            without = tally.outcome(one.sums - tally.said(position, chosen))
            lost += (one.outcome.first == one.reason) - (without.first == one.reason)
    return lost


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """Of whom an item with a `show_if` is asked when everything is asked. Shares are from 0 to 1.

    Attributes:
        reason: the position of the one reason that it says most about.
        with_reason: of people with that reason, those who are asked.
        with_nothing: of people with nothing wrong, those who are asked.
    """

    item: Item
    reason: int
    with_reason: float
    with_nothing: float


def asked_of(track: Track, tally: Tally, everyone: Sequence[Trial]) -> Iterator[AskedOf]:
    """Yields, in bank order, of whom each item is asked that waits for others and is about one reason most of all."""
    place = {reason.id: number for number, reason in enumerate(track.reasons)}
    off = [(one, tally.off_path(one.counted)) for one in everyone if one.kind in (Kind.ONE_REASON, Kind.NOTHING_WRONG)]
    for position, item in enumerate(track.items, len(track.context)):
        top = max(item.most.values(), default=0.0)
        about = [place[reason] for reason, m in item.most.items() if m > top - SLACK]
        if item.show_if is None or len(about) != 1:
            continue
        yield AskedOf(
            item=item,
            reason=about[0],
            with_reason=share([position not in away for one, away in off if one.reason == about[0]]),
            with_nothing=share([position not in away for one, away in off if one.kind is Kind.NOTHING_WRONG]),
        )
