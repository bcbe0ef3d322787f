"""What can be worked out about a track before anything is answered: phases, the coverage order, what opens what.

Follows docs/method.md, "Which question comes next".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log1p

from stuckpoint.bank import Item, Track
from stuckpoint.bank.conditions import leaves
from stuckpoint.engine.scoring import SLACK

Says = tuple[tuple[int, float], ...]  # the reasons that an item can say something about, with m


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A track made ready for walking. Items and reasons are known by their positions.

    Attributes:
        positions: the position of each item id.
        says: for each item, the reasons it can say something about, with m.
        directly: for each item that a `show_if` names, the items whose `show_if` that is.
        phases: one phase, or two where some items are private: its tick-all items, those that are always asked, and
            the rest in coverage order.
        caps: how many items `quick` asks by the end of each phase.
    """

    positions: Mapping[str, int]
    says: Sequence[Says]
    directly: Mapping[int, frozenset[int]]
    phases: tuple[tuple[int, ...], ...]
    caps: tuple[int, ...]

    def opened_by(self, position: int) -> list[int]:
        """Returns the items that wait for an item, directly or through others, in bank order."""
        if position not in self.directly:
            return []
        found: set[int] = set()
        left = [position]
        while left:
            new = self.directly.get(left.pop(), frozenset()) - found
            found |= new
            left.extend(new)
        return sorted(found)


@lru_cache(maxsize=16)
def plan_for(track: Track) -> Plan:
    """Returns the plan of a track."""
    items = track.items
    reasons = {reason.id: position for position, reason in enumerate(track.reasons)}
    says = [tuple((reasons[reason], m) for reason, m in item.most.items()) for item in items]
    shared = [position for position, item in enumerate(items) if not item.private]
    private = [position for position, item in enumerate(items) if item.private]
    phases = [_phase(items, says, shared, len(reasons))]
    caps = [track.quick]
    if private:
        phases.append(_phase(items, says, private, len(reasons)))
        kept_for_private = 1 + 2 * sum(reason.private for reason in track.reasons)
        caps.insert(0, max(1, track.quick - kept_for_private))
    positions = {str(item.id): position for position, item in enumerate(items)}
    directly: dict[int, set[int]] = {}
    for position, item in enumerate(items):
        for leaf in leaves(item.show_if):
            if leaf.item in positions:
                directly.setdefault(positions[leaf.item], set()).add(position)
    return Plan(
        positions=positions,
        says=says,
        directly={position: frozenset(others) for position, others in directly.items()},
        phases=tuple(phases),
        caps=tuple(caps),
    )


def _phase(items: Sequence[Item], says: Sequence[Says], members: Sequence[int], reasons: int) -> tuple[int, ...]:
    """Returns the items of a phase in order. Each phase covers its ground anew, whatever is always asked."""
    covered = [0.0] * reasons
    many = [position for position in members if items[position].many]
    for position in many:
        _cover(covered, says[position])
    single = [position for position in members if not items[position].many]
    always = [position for position in single if items[position].always]
    rest = [position for position in single if not items[position].always]
    return (*many, *always, *_by_coverage(rest, says, covered))


def _by_coverage(members: list[int], says: Sequence[Says], covered: list[float]) -> Iterator[int]:
    """Yields positions, each time the one that adds most to what is covered; near ties in bank order."""
    kinds = {what: kind for kind, what in enumerate(dict.fromkeys(says))}  # items that say the same add the same
    waiting = [(position, kinds[says[position]]) for position in members]
    # What is added only shrinks as more is covered, so what was added when last worked out is the most there can be.
    at_most = [inf] * len(kinds)
    while waiting:
        best, to_beat = waiting[0], -inf
        for one in waiting:
            position, kind = one
            if at_most[kind] > to_beat:
                at_most[kind] = _adds(covered, says[position])
                if at_most[kind] > to_beat:
                    best, to_beat = one, at_most[kind] + SLACK
        waiting.remove(best)
        yield best[0]
        _cover(covered, says[best[0]])


def _adds(covered: Sequence[float], what: Says) -> float:
    return sum(log1p(covered[reason] + m) - log1p(covered[reason]) for reason, m in what)


def _cover(covered: list[float], what: Says) -> None:
    for reason, m in what:
        covered[reason] += m
