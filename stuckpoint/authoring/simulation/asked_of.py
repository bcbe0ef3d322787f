"""Who is asked the items that wait for other answers: those who have their reason, or those who have nothing. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.tally import Tally
from stuckpoint.authoring.simulation.trial import Trial, share
from stuckpoint.bank.model import Item, Track
from stuckpoint.engine.scoring import SLACK


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
