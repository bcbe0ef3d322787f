"""What can be worked out about a track before anything is answered: phases, the coverage order, what opens what.

Follows docs/method.md, "Which question comes next".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import log1p

from stuckpoint.bank.conditions import Condition, leaves
from stuckpoint.bank.model import Item, Track
from stuckpoint.engine.scoring import SLACK

# Two sums are compared again, in bank order, when they are nearer than this. Wider than SLACK, so that
# nothing that could win a tie is left out.
_NEAR = 1e-6
_KEPT = 2_000_000  # positions, of 8 bytes each


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the walk. All are positions in `Track.items`.

    Attributes:
        many: its tick-all items, in bank order.
        order: all its items, in coverage order.
    """

    many: tuple[int, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A track made ready for walking. Items and reasons are known by their positions.

    Attributes:
        positions: the position of each item id.
        says: for each item, the reasons it can say something about, with m.
        conditional: the items with a `show_if`, each with that, in bank order.
        unconditional: the most that all the others can say about each reason.
        private_context: the ids of context items that are private.
        gates: the items that a `show_if` names.
        opens: for each of those, the items whose `show_if` names it, directly or through others.
        phases: one phase, or two where some items are private.
        caps: how many items `quick` asks by the end of each phase.
    """

    track: Track
    positions: dict[str, int]
    says: tuple[tuple[tuple[int, float], ...], ...]
    conditional: Mapping[int, Condition]
    unconditional: tuple[float, ...]
    private_context: frozenset[str]
    gates: frozenset[int]
    opens: "Opens"
    phases: tuple[Phase, ...]
    caps: tuple[int, ...]


@lru_cache(maxsize=16)
def plan_for(track: Track) -> Plan:
    """Returns the plan of a track."""
    items = track.items
    reasons = {reason.id: position for position, reason in enumerate(track.reasons)}
    says = tuple(tuple((reasons[reason], m) for reason, m in item.most.items()) for item in items)
    shared = [position for position, item in enumerate(items) if not item.private]
    private = [position for position, item in enumerate(items) if item.private]
    phases = [_phase(items, says, shared, len(reasons))]
    caps = [track.quick]
    if private:
        phases.append(_phase(items, says, private, len(reasons)))
        kept_for_private = 1 + 2 * sum(reason.private for reason in track.reasons)
        caps.insert(0, max(1, track.quick - kept_for_private))
    positions = {str(item.id): position for position, item in enumerate(items)}
    opens = Opens(items, positions)
    unconditional = [0.0] * len(reasons)
    for item, what in zip(items, says, strict=True):
        if not item.show_if:
            _cover(unconditional, what)
    return Plan(
        track=track,
        positions=positions,
        says=says,
        conditional={position: item.show_if for position, item in enumerate(items) if item.show_if},
        unconditional=tuple(unconditional),
        private_context=frozenset(item.id for item in track.context if item.private),
        gates=frozenset(opens),
        opens=opens,
        phases=tuple(phases),
        caps=tuple(caps),
    )


def _phase(
    items: Sequence[Item],
    says: Sequence[Sequence[tuple[int, float]]],
    members: Sequence[int],
    reasons: int,
) -> Phase:
    """Returns a phase with its items in coverage order. Each phase covers its ground anew."""
    covered = [0.0] * reasons
    many = tuple(position for position in members if items[position].many)
    for position in many:
        _cover(covered, says[position])
    # Items that say the same are interchangeable but for their place in the bank, so they wait in one queue.
    alike: dict[tuple[tuple[int, float], ...], list[int]] = {}
    for position in reversed(members):
        if not items[position].many:
            alike.setdefault(tuple(says[position]), []).append(position)
    order = [*many, *_by_coverage(alike, covered)]
    return Phase(many, tuple(order))


def _by_coverage(alike: dict[tuple[tuple[int, float], ...], list[int]], covered: list[float]) -> Iterable[int]:
    """Yields positions, each time the one that adds most to what is covered; near ties in bank order.

    What an item adds only ever shrinks as more is covered, so a stale figure is an upper bound and
    only the items at the top of the heap need to be worked out again.
    """
    heap = [(-_adds(covered, what), what) for what in alike]
    heapify(heap)
    while heap:
        top: list[tuple[float, tuple[tuple[int, float], ...]]] = []
        best = -1.0
        while heap and -heap[0][0] >= best - _NEAR:
            _, what = heappop(heap)
            adds = _adds(covered, what)
            top.append((adds, what))
            best = max(best, adds)
        chosen_adds, chosen = _first_of_best(top, alike)
        for adds, what in top:
            if what is not chosen:
                heappush(heap, (-adds, what))
        yield alike[chosen].pop()
        _cover(covered, chosen)
        if alike[chosen]:
            heappush(heap, (-chosen_adds, chosen))


def _first_of_best(
    top: list[tuple[float, tuple[tuple[int, float], ...]]],
    alike: dict[tuple[tuple[int, float], ...], list[int]],
) -> tuple[float, tuple[tuple[int, float], ...]]:
    """Scans in bank order; a later one wins only if it adds more by more than the slack."""
    in_bank_order = sorted(top, key=lambda entry: alike[entry[1]][-1])
    best = in_bank_order[0]
    for entry in in_bank_order[1:]:
        if entry[0] > best[0] + SLACK:
            best = entry
    return best


def _adds(covered: Sequence[float], what: Iterable[tuple[int, float]]) -> float:
    return sum(log1p(covered[reason] + m) - log1p(covered[reason]) for reason, m in what)


def _cover(covered: list[float], what: Iterable[tuple[int, float]]) -> None:
    for reason, m in what:
        covered[reason] += m


class Opens(Mapping[int, tuple[int, ...]]):
    """For each item that others wait for, all that wait for it, directly or through others, in bank order.

    In a chain of thousands every item opens all that follow it, so an entry is worked out when it is looked up,
    once for all items that open the same directly, and kept while there is room.
    """

    def __init__(self, items: Sequence[Item], positions: dict[str, int]) -> None:
        directly: dict[int, list[int]] = {}
        for position, item in enumerate(items):
            for one in {positions[leaf.item] for leaf in leaves(item.show_if) if leaf.item in positions}:
                directly.setdefault(one, []).append(position)
        self._directly = {position: tuple(others) for position, others in directly.items()}
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._room = _KEPT

    def __getitem__(self, position: int) -> tuple[int, ...]:
        directly = self._directly[position]
        if directly in self._known:
            return self._known[directly]
        found, left = set(directly), list(directly)
        while left:
            new = [one for one in self._directly.get(left.pop(), ()) if one not in found]
            found.update(new)
            left.extend(new)
        opened = tuple(sorted(found))
        if len(opened) <= self._room:
            self._room -= len(opened)
            self._known[directly] = opened
        return opened

    def __iter__(self) -> Iterator[int]:
        return iter(self._directly)

    def __len__(self) -> int:
        return len(self._directly)
