"""What each item of a track is worth: what it tells, and what is lost without it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stuckpoint.conditions import leaves
from stuckpoint.model import Item, ReasonId, Track
from stuckpoint.separation import information
from stuckpoint.tally import Tally
from stuckpoint.trial import Trial


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
    leads = [(_lead(one), one) for one in with_reason]
    near: dict[tuple[tuple[ReasonId, float], ...], list[Trial]] = {}
    for position, item in enumerate(track.items):
        pattern = patterns[position]
        loss: float | None = None
        if pattern and patterns.count(pattern) > 1:
            if pattern not in near:
                near[pattern] = _near(leads, [(place[reason], m) for reason, m in pattern])
            loss = 100 * _lost(tally, len(track.context) + position, near[pattern]) / len(with_reason)
        yield ItemWorth(item=item, bits=information(item), loss=loss, opens=item.id in named)


def _lead(one: Trial) -> float:
    """Returns how many points lie between a person's own reason and the nearest of the others above or below."""
    ranks = one.outcome.ranks
    assert one.reason is not None
    return abs(ranks[one.reason] - max([*ranks[: one.reason], *ranks[one.reason + 1 :]], default=-1.0))


def _near(leads: Sequence[tuple[float, Trial]], touched: Sequence[tuple[int, float]]) -> list[Trial]:
    """Returns the people for whom an item that can say so much could matter to what comes first.

    Without m of D a score moves by 100 m / (D + 1 - m) at most: for most people too little.
    """
    near: list[Trial] = []
    for lead, one in leads:
        furthest = 0.0
        for reason, m in touched:
            furthest += 100 * m / (max(one.sums.answered[reason], m) + 1 - m)
        if lead <= furthest:
            near.append(one)
    return near


def _lost(tally: Tally, position: int, near: Sequence[Trial]) -> int:
    """Returns how many fewer have their reason first without an item."""
    lost = 0
    for one in near:
        if chosen := one.counted[position]:
            without = one.sums.without(tally.said(position, chosen)).outcome()
            lost += (one.outcome.first == one.reason) - (without.first == one.reason)
    return lost
