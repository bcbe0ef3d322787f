"""One run: which item comes next, and how much is asked. Pure; the path is worked out from the responses every time.

Follows docs/method.md, "Which question comes next".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import exp

from stuckpoint.bank.conditions import Chosen, holds
from stuckpoint.bank.model import Bank, Item, ItemId, OptionId, Response, Responses, Track, TrackId
from stuckpoint.bank.reach import on_path
from stuckpoint.engine.plan import Plan, plan_for
from stuckpoint.engine.scoring import GATE, PRIOR, PRIOR_WEIGHT, SLACK, STANDS_OUT, below


class Length(StrEnum):
    """How much is asked."""

    QUICK = "quick"
    STANDARD = "standard"
    FULL = "full"


_COVERAGE_FIRST = 10  # so many items are asked to cover ground before any is asked to settle a score
_WIDTH = 15.0  # how fast interest in a reason fades with its score's distance from the line


def next_item(bank: Bank, track: TrackId, responses: Responses, length: Length) -> Item | None:
    """Returns the item to ask next, or None when enough has been asked.

    Asked is what the walk reaches over the responses held; others are not looked at. A response of () is
    skipped. Raises KeyError for a track that the bank does not have, ValueError for an unknown option.
    """
    return _walk(bank.tracks[track], responses, Length(length)).upcoming


def asked(bank: Bank, track: TrackId, responses: Responses, length: Length) -> tuple[Item, ...]:
    """Returns the items that the walk has asked, in order. Raises as `next_item` does."""
    return _walk(bank.tracks[track], responses, Length(length)).asked()


def at_most(track: Track, length: Length) -> int:
    """Returns how many items a run may ask at most, context items left out."""
    return min(track.quick, len(track.items)) if length is Length.QUICK else len(track.items)


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Where a walk has come to. Each state knows the one before it and how it was answered.

    Attributes:
        gained, answered: G and D of the method page, for each reason.
        remaining: the most that the unasked items without a `show_if` can say about each reason.
        phase: the phase that `position` belongs to.
        position: the item to ask next, None at the end.
    """

    plan: Plan
    length: Length
    context: Mapping[str, frozenset[OptionId]]
    before: "_State | None" = None
    chosen: frozenset[OptionId] = frozenset()
    count: int = 0
    gained: tuple[float, ...] = ()
    answered: tuple[float, ...] = ()
    remaining: tuple[float, ...] = ()
    phase: int = 0
    position: int | None = None

    @property
    def upcoming(self) -> Item | None:
        return None if self.position is None else self.plan.track.items[self.position]

    def responses(self) -> dict[int, frozenset[OptionId]]:
        """Returns what was chosen on each item asked, the latest first."""
        found: dict[int, frozenset[OptionId]] = {}
        state = self
        while state.before is not None:
            assert state.before.position is not None
            found[state.before.position] = state.chosen
            state = state.before
        return found

    def asked(self) -> tuple[Item, ...]:
        items = self.plan.track.items
        return tuple(items[position] for position in reversed(self.responses()))


def _walk(track: Track, responses: Responses, length: Length) -> _State:
    context = on_path(track.context, responses)
    state = _start(track, length, tuple((item, frozenset(chosen)) for item, chosen in context.items()))
    while (item := state.upcoming) is not None and item.id in responses:
        state = _after(state, tuple(responses[item.id]))
    return state


@lru_cache(maxsize=64)
def _start(track: Track, length: Length, context: tuple[tuple[ItemId, frozenset[OptionId]], ...]) -> _State:
    plan = plan_for(track)
    nothing = (0.0,) * len(track.reasons)
    state = _State(plan, length, dict(context), gained=nothing, answered=nothing, remaining=plan.unconditional)
    return _looking_ahead(state)


@lru_cache(maxsize=8192)
def _after(state: _State, response: Response) -> _State:
    assert state.position is not None
    item = state.plan.track.items[state.position]
    gained, answered, remaining = list(state.gained), list(state.answered), list(state.remaining)
    chosen = item.chosen(response)
    if chosen:
        for (reason, m), id in zip(state.plan.says[state.position], item.most, strict=True):
            gained[reason] += max(option.balanced.get(id, 0.0) for option in chosen)
            answered[reason] += m
    if state.position not in state.plan.conditional:
        for reason, m in state.plan.says[state.position]:
            remaining[reason] -= m
    following = _State(
        state.plan,
        state.length,
        state.context,
        before=state,
        chosen=frozenset(option.id for option in chosen),
        count=state.count + 1,
        gained=tuple(gained),
        answered=tuple(answered),
        remaining=tuple(remaining),
        phase=state.phase,
    )
    return _looking_ahead(following)


def _looking_ahead(state: _State) -> _State:
    """Returns the state with the item to ask next."""
    ahead = _Ahead(state)
    for number in range(state.phase, len(state.plan.phases)):
        if (position := ahead.next_in(number)) is not None:
            return replace(state, phase=number, position=position)
    return replace(state, phase=len(state.plan.phases), position=None)


class _Ahead:
    """What is still to come at one state."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self._plan = state.plan
        self._asked = state.responses()
        self._may_come: dict[int, bool] = {}
        self._unknown: frozenset[str] = frozenset()

    def next_in(self, number: int) -> int | None:
        """Returns the item to ask next in a phase, or None when the phase is over."""
        state, phase = self._state, self._plan.phases[number]
        # What is asked before the private phase may depend on no private answer, given ones included.
        last = number == len(self._plan.phases) - 1
        self._unknown = frozenset() if last else self._plan.private_context
        self._may_come.clear()
        if state.length is Length.QUICK and state.count >= self._plan.caps[number]:
            return None
        tick_all = next((position for position in phase.many if self._can_ask(position)), None)
        if tick_all is not None:
            return tick_all
        if state.length is Length.FULL or state.count < _COVERAGE_FIRST:
            return next((position for position in phase.order if self._can_ask(position)), None)
        return self._most_telling(phase.order)

    def _most_telling(self, candidates: Iterable[int]) -> int | None:
        """Returns the candidate that could do most to settle which reasons stand out, if any could."""
        asked, says, opens = self._asked, self._plan.says, self._plan.opens
        conditional, gates = self._plan.conditional, self._plan.gates
        coming = [position for position in conditional if position not in asked and self._comes(position)]
        need = self._needs(coming)
        if not any(need):
            return None
        tells = {position: sum(m * need[reason] for reason, m in says[position]) for position in coming}
        best, most = None, 0.0
        for position in candidates:
            if position in asked or (position in conditional and not self._can_ask(position)):
                continue
            gain = 0.0
            for reason, m in says[position]:
                gain += m * need[reason]
            if position in gates:
                gain += sum(tells[opened] for opened in opens[position] if opened in tells)
            if best is None or gain > most + SLACK:
                best, most = position, gain
        return best if most > SLACK else None

    def _needs(self, coming: Iterable[int]) -> list[float]:
        """Returns, for each reason, how much it needs to hear; 0 when nothing to come can move its standing.

        `coming` are the items with a `show_if` that may still come.
        """
        state, says = self._state, self._plan.says
        remaining = list(state.remaining)
        for position in coming:
            for reason, m in says[position]:
                remaining[reason] += m
        return [
            _need(gained, answered, more)
            for gained, answered, more in zip(state.gained, state.answered, remaining, strict=True)
        ]

    def _can_ask(self, position: int) -> bool:
        if position in self._asked:
            return False
        return position not in self._plan.conditional or holds(self._plan.track.items[position].show_if, self._is_so)

    def _is_so(self, leaf: Chosen) -> bool:
        position = self._plan.positions.get(leaf.item)
        nothing: frozenset[OptionId] = frozenset()
        chosen = self._state.context.get(leaf.item, nothing) if position is None else self._asked.get(position, nothing)
        return not leaf.options.isdisjoint(chosen)

    def _comes(self, position: int) -> bool:
        """Says whether an item not yet asked may still come."""
        if position not in self._may_come:
            self._may_come[position] = holds(self._plan.track.items[position].show_if, self._may_be_so)
        return self._may_come[position]

    def _may_be_so(self, leaf: Chosen) -> bool:
        if leaf.item in self._unknown:
            return True
        position = self._plan.positions.get(leaf.item)
        # What was asked is final, and context items are all asked before the walk begins.
        if position is None or position in self._asked:
            return self._is_so(leaf)
        return self._comes(position)


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
