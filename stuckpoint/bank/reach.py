"""What one person can come to be asked: which items no answers lead to, and how much is asked about a reason. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import fsum

from stuckpoint.bank.conditions import Chosen, leaves
from stuckpoint.bank.model import NONE_OF_THESE, Item, ItemId, ReasonId, Response, Track
from stuckpoint.bank.paths import on_path
from stuckpoint.bank.reaching import reachable

# So many ways of answering are looked at. Where there are more, everything counts as within reach.
_MOST_WAYS = 5000


@dataclass(frozen=True, slots=True)
class Route:
    """What is asked of the person who can be asked most about a reason, in bank order.

    Attributes:
        weight: T: the most that all these items together can say about the reason.
    """

    items: tuple[Item, ...]
    weight: float


def out_of_reach(track: Track) -> tuple[Item, ...]:
    """Returns the items whose `show_if` holds for no answers at all, in bank order."""
    reached = reachable(track)
    return tuple(item for item in (*track.context, *track.items) if item.id not in reached)


def fullest_route(track: Track, reason: ReasonId) -> Route:
    """Returns what is asked of the person who can be asked most about a reason."""
    conditional = [item for item in track.items if item.show_if and reason in item.most]
    weights = {item.id: item.most[reason] for item in conditional}
    best: frozenset[ItemId] = frozenset()
    for on in _ways(track, conditional):
        if fsum(m for id, m in weights.items() if id in on) > fsum(m for id, m in weights.items() if id in best):
            best = on
    asked = tuple(item for item in track.items if not item.show_if or item.id in best)
    return Route(asked, fsum(item.most.get(reason, 0.0) for item in asked))


def _ways(track: Track, wanted: Sequence[Item]) -> list[frozenset[ItemId]]:
    """Returns, for each way of answering what some items wait for, which of all these are on the path.

    All of them, once, when there are too many ways.
    """
    every = (*track.context, *track.items)
    told = _waited_for(every, wanted)
    ids = {item.id for item in wanted}
    some = [item for item in every if item.id in told or item.id in ids]
    gates = [item for item in some if item.id in told]
    ways = list(islice(product(*(_responses(gate, told[gate.id]) for gate in gates)), _MOST_WAYS + 1))
    if len(ways) > _MOST_WAYS:
        return [frozenset(item.id for item in some)]
    unanswered: dict[ItemId, Response] = {item.id: () for item in wanted}
    answered = [dict(zip((gate.id for gate in gates), way, strict=True)) for way in ways]
    return [frozenset(on_path(some, {**unanswered, **way})) for way in answered]


def _waited_for(every: Iterable[Item], wanted: Iterable[Item]) -> dict[str, list[Chosen]]:
    """Returns the items that some wait for, directly or through others, each with what is looked for there."""
    items = {str(item.id): item for item in every}
    found: dict[str, list[Chosen]] = {}
    left = list(wanted)
    while left:
        for leaf in leaves(left.pop().show_if):
            if leaf.item not in found:
                left.append(items[leaf.item])
            found.setdefault(leaf.item, []).append(leaf)
    return found


def _responses(gate: Item, looked_for: Sequence[Chosen]) -> list[Response]:
    """Returns the responses that differ in what they open; there is no "not", so of ticks the more the better."""
    if gate.many:
        return [tuple(option.id for option in gate.options if option.id != NONE_OF_THESE), (NONE_OF_THESE,)]
    different = {tuple(option.id in leaf.options for leaf in looked_for): option.id for option in gate.options[::-1]}
    return [(id,) for id in different.values()]
