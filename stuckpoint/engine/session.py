"""One run: which item comes next, and how much is asked. Pure; the path is worked out from the responses every time.

Follows docs/method.md, "Which question comes next".
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import exp

from stuckpoint.bank import Bank, Item, ItemId, OptionId, Response, Responses, Track, TrackId
from stuckpoint.bank.conditions import Chosen, holds
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.engine.plan import plan_for
from stuckpoint.engine.scoring import GATE, PRIOR, PRIOR_WEIGHT, SLACK, STANDS_OUT, below

Path = Mapping[ItemId, frozenset[OptionId]]  # what was chosen on each context item on the path


class Length(StrEnum):
    """How much is asked."""

    QUICK = "quick"
    STANDARD = "standard"
    FULL = "full"


_COVERAGE_FIRST = 10  # so many items are asked to cover ground before any is asked to settle a score
_ALWAYS_INSIDE = 5  # so many items that are always asked take the place of others in `quick`; more come on top
_WIDTH = 15.0  # how fast interest in a reason fades with its score's distance from the line


def next_item(
    bank: Bank, track: TrackId, responses: Responses, length: Length, again: Sequence[ItemId] = ()
) -> Item | None:
    """Returns the item to ask next, or None when enough has been asked.

    Asked is what the walk reaches over the responses held; others are not looked at. A response of () is
    skipped. `again` are items of an earlier take: those on the path come before any other, in this order. Raises
    KeyError for a track that the bank does not have, ValueError for an unknown option.
    """
    return _walked(bank.tracks[track], responses, Length(length), tuple(again))[1]


def asked(
    bank: Bank, track: TrackId, responses: Responses, length: Length, again: Sequence[ItemId] = ()
) -> tuple[Item, ...]:
    """Returns the items that the walk has asked, in order. The arguments and what is raised are as for `next_item`."""
    return _walked(bank.tracks[track], responses, Length(length), tuple(again))[0]


def at_most(track: Track, length: Length, again: Sequence[ItemId] = ()) -> int:
    """Returns how many items a run may ask at most, context items left out."""
    if length is not Length.QUICK:
        return len(track.items)
    always, others, plan = 0, 0, plan_for(track)
    for phase, cap in zip(plan.phases, plan.caps, strict=True):
        items = [track.items[position] for position in phase]
        new = [item for item in items if not item.always and item.id not in again]
        tick_all = sum(item.many for item in new)
        # What is asked again comes before anything else, then the tick-all items, then what is always asked.
        others += sum(not item.always for item in items) - len(new)
        others = max(others, min(others + tick_all, cap - min(always, _ALWAYS_INSIDE)))
        always += sum(item.always for item in items)
        others = max(others, min(others + len(new) - tick_all, cap - min(always, _ALWAYS_INSIDE)))
    return always + others


# The walk last looked at, so that one answer more costs one step. It is taken out while it walks: two that ask
# at the same time never share it.
_LAST: "dict[Track, _Walk]" = {}


def _walked(
    track: Track, responses: Responses, length: Length, again: tuple[ItemId, ...]
) -> tuple[tuple[Item, ...], Item | None]:
    """Returns what the walk has asked, and what it asks next."""
    track = as_met(track, responses)
    context = on_path(track.context, responses)
    walk = _LAST.pop(track, None)
    _LAST.clear()
    if walk is None or not walk.leads_to(context, responses, length, again):
        walk = _Walk(track, context, length, again)
    while (item := walk.upcoming) is not None and item.id in responses:
        walk.answer(responses[item.id])
    found = walk.asked, walk.upcoming
    _LAST[track] = walk
    return found


class _Walk:
    """A walk through a track, from its first item on. Items and reasons are known by their positions.

    Context items are all answered before it begins.

    Attributes:
        upcoming: the item to ask next, None at the end.
    """

    def __init__(self, track: Track, context: Path, length: Length, again: tuple[ItemId, ...]) -> None:
        self._track = track
        self._context = context
        self._length = length
        self._again = again
        self._plan = plan_for(track)
        self._earlier = [self._plan.positions[id] for id in again if id in self._plan.positions]
        # What is asked before the private phase may depend on no private answer, given ones included.
        self._unknown = frozenset(item.id for item in track.context if item.private)
        self._asked: dict[int, frozenset[OptionId]] = {}
        self._responses: dict[ItemId, Response] = {}
        self._gained = [0.0] * len(track.reasons)  # G and D of the method page
        self._answered = [0.0] * len(track.reasons)
        self._phase = 0
        self._next = self._look_ahead()

    @property
    def upcoming(self) -> Item | None:
        return None if self._next is None else self._track.items[self._next]

    @property
    def asked(self) -> tuple[Item, ...]:
        return tuple(self._track.items[position] for position in self._asked)

    def leads_to(self, context: Path, responses: Responses, length: Length, again: tuple[ItemId, ...]) -> bool:
        """Says whether a walk over these would come this way."""
        return (
            (length, again) == (self._length, self._again)
            and context == self._context
            and all(id in responses and tuple(responses[id]) == held for id, held in self._responses.items())
        )

    def answer(self, response: Response) -> None:
        """Takes the response to the upcoming item, and walks on to the next."""
        assert self._next is not None
        item = self._track.items[self._next]
        chosen = item.chosen(response)
        self._responses[item.id] = tuple(response)
        self._asked[self._next] = frozenset(option.id for option in chosen)
        if chosen:
            for (reason, m), id in zip(self._plan.says[self._next], item.most, strict=True):
                self._gained[reason] += max(option.balanced.get(id, 0.0) for option in chosen)
                self._answered[reason] += m
        self._next = self._look_ahead()

    def _look_ahead(self) -> int | None:
        while self._phase < len(self._plan.phases):
            if (position := self._next_in(self._plan.phases[self._phase])) is not None:
                return position
            self._phase += 1
        return None

    def _next_in(self, phase: Sequence[int]) -> int | None:
        """Returns the item to ask next in the phase that is on, or None when it is over."""
        earlier = next((one for one in self._earlier if one in phase and self._can_ask(one)), None)
        if earlier is not None:
            return earlier
        items = self._track.items
        on_top = max(0, sum(items[one].always for one in self._asked) - _ALWAYS_INSIDE)
        full = self._length is Length.QUICK and len(self._asked) - on_top >= self._plan.caps[self._phase]
        candidates = (one for one in phase if self._can_ask(one) and (items[one].always or not full))
        first = next(candidates, None)
        if first is None or items[first].many or items[first].always:
            return first
        if self._length is Length.FULL or len(self._asked) < _COVERAGE_FIRST:
            return first
        return self._most_telling([first, *candidates])

    def _most_telling(self, candidates: Sequence[int]) -> int | None:
        """Returns the candidate that could do most to settle which reasons stand out, if any could."""
        coming = self._coming()
        need = self._needs(coming)
        tells = {position: sum(m * need[reason] for reason, m in self._plan.says[position]) for position in coming}
        best, most = None, 0.0
        for position in candidates:
            gain = tells[position] + sum(tells.get(opened, 0.0) for opened in self._plan.opened_by(position))
            if best is None or gain > most + SLACK:
                best, most = position, gain
        return best if most > SLACK else None

    def _coming(self) -> list[int]:
        """Returns the items not yet asked that may still come, in bank order."""
        last = self._phase == len(self._plan.phases) - 1
        unknown = frozenset() if last else self._unknown
        coming: dict[int, None] = {}

        def may_be_so(leaf: Chosen) -> bool:
            position = self._plan.positions.get(leaf.item)
            # What was asked is final. A condition looks back, so what else it names has been judged by now.
            return leaf.item in unknown or position in coming or self._is_so(leaf)

        for position, item in enumerate(self._track.items):
            if position not in self._asked and holds(item.show_if, may_be_so):
                coming[position] = None
        return list(coming)

    def _needs(self, coming: Iterable[int]) -> list[float]:
        """Returns, for each reason, how much it needs to hear; 0 when nothing to come can move its standing."""
        remaining = [0.0] * len(self._answered)
        for position in coming:
            for reason, m in self._plan.says[position]:
                remaining[reason] += m
        return [_need(*sums) for sums in zip(self._gained, self._answered, remaining, strict=True)]

    def _can_ask(self, position: int) -> bool:
        return position not in self._asked and holds(self._track.items[position].show_if, self._is_so)

    def _is_so(self, leaf: Chosen) -> bool:
        position = self._plan.positions.get(leaf.item)
        chosen = self._context.get(ItemId(leaf.item)) if position is None else self._asked.get(position)
        return chosen is not None and not leaf.options.isdisjoint(chosen)


def _need(gained: float, answered: float, remaining: float) -> float:
    whole = answered + PRIOR_WEIGHT + remaining
    highest = 100 * (gained + PRIOR + remaining) / whole
    if remaining <= SLACK or below(highest, STANDS_OUT):
        return 0.0
    lowest = 100 * (gained + PRIOR) / whole
    if not below(lowest, STANDS_OUT) and not below(answered, GATE):
        return 0.0
    score = 100 * (gained + PRIOR) / (answered + PRIOR_WEIGHT)
    return exp(-abs(score - STANDS_OUT) / _WIDTH) / (answered + PRIOR_WEIGHT)
