"""Judges a track as a whole, and gathers everything that is wrong with it. Pure.

The lines are told in docs/simulate.md. Sound banks drawn by chance, and defects
planted in them, hold them in place: `tests/test_judging.py`.
"""

from collections.abc import Iterator

from stuckpoint.authoring.simulation.defects import (
    Defect,
    Level,
    Lines,
    Sign,
    item_defects,
    listed,
    per_hundred,
    reason_defects,
    worst,
)
from stuckpoint.authoring.simulation.robots import scale_directions
from stuckpoint.authoring.simulation.run import Simulation
from stuckpoint.bank import Item, ReasonId
from stuckpoint.bank.weights import point_different_ways
from stuckpoint.engine import Length
from stuckpoint.engine.scoring import SLACK

_BALANCE = 2.2
_REVERSE_LEAST, _REVERSE_MOST = 0.15, 0.85
_FEW_SCALES = 4
_CHOOSING = 0.40
_MENTIONS = 2
_QUICK_RECALL = Lines(0.25, 0.10)  # how much less than in full
_QUICK_POWER = Lines(0.60, 0.30)


def defects_of(simulation: Simulation) -> tuple[Defect, ...]:
    """Returns what is wrong with a track: the worst first, and at each level reasons, the whole, then items."""
    found = (*reason_defects(simulation), *_whole(simulation), *item_defects(simulation))
    order = list(Level)
    return tuple(sorted(found, key=lambda one: order.index(one.level)))


def _whole(simulation: Simulation) -> Iterator[Defect]:
    yield from _quick(simulation)
    yield from _balance(simulation)
    yield from _mentions(simulation)
    yield from _keying(simulation) if simulation.is_whole else _all_reverse(simulation)
    single = [item for item in simulation.track.items if not item.many]
    choosing = sum(point_different_ways([option.balanced for option in item.options]) for item in single)
    if simulation.is_whole and choosing > _CHOOSING * len(single):
        what = (
            f"{choosing} of {len(single)} items that take one answer ask which reason is "
            "nearest. Each of them can count for one reason only."
        )
        to_do = "Ask about each reason by itself as well: about a quarter of this kind is enough."
        yield Defect(Level.WARNING, Sign.CHOOSING, (), (), what, to_do)


def _quick(simulation: Simulation) -> Iterator[Defect]:
    quick = next(one for one in simulation.lengths if one.length is Length.QUICK)
    full = next(one for one in simulation.lengths if one.length is Length.FULL)
    ids = [simulation.reasons[number].reason.id for number in quick.beyond if number not in full.beyond]
    beyond = tuple(id for id in ids if id in simulation.own_reasons)
    raising = "Raise 'quick' in the track file, or name" if simulation.is_whole else "Name"
    to_do = f"{raising} each reason in two tick-all items."
    if beyond:
        what = (
            f"'quick' asks {quick.questions:.0f} questions, and even if all answers say so, these cannot stand "
            f"out then: {listed(beyond)}."
        )
        yield Defect(Level.ERROR, Sign.QUICK, beyond, (), what, to_do)
        return
    if not simulation.is_whole:
        return
    fewer, weaker = quick.recall_in_full - quick.recall, quick.power_in_full - quick.power
    if level := worst((_QUICK_RECALL.over(fewer), _QUICK_POWER.over(weaker))):
        what = (
            f"After 'quick' the reason of {per_hundred(quick.recall)} in 100 people comes first and that of "
            f"{per_hundred(quick.power)} stands out; of the same people, {per_hundred(quick.recall_in_full)} and "
            f"{per_hundred(quick.power_in_full)} when everything is asked."
        )
        yield Defect(level, Sign.QUICK, (), (), what, to_do)


def _balance(simulation: Simulation) -> Iterator[Defect]:
    weights = {one.reason.id: one.figures.weight for one in simulation.reasons if one.figures.weight}
    if not weights:
        return
    most = max(weights, key=weights.__getitem__)
    small = {reason: weight for reason, weight in weights.items() if weights[most] > _BALANCE * weight}
    if small and most in simulation.own_reasons:
        more = ", or more about the others" if simulation.is_whole else ""
        what = (
            f"Far more is asked about '{most}' (a weight of {weights[most]:.1f}) than about {listed(small)} "
            f"({min(small.values()):.1f}{f' to {max(small.values()):.1f}' if len(small) > 1 else ''})."
        )
        to_do = f"Ask less about '{most}'{more}."
        yield Defect(Level.WARNING, Sign.BALANCE, (most, *small), (), what, to_do)


def _mentions(simulation: Simulation) -> Iterator[Defect]:
    """A bank without tick-all items is left alone: it was written another way."""
    lists = tuple(item.id for item in simulation.track.items if item.many)
    few = tuple(one.reason.id for one in simulation.own if one.figures.weight and one.figures.mentions < _MENTIONS)
    if lists and few:
        what = f"These are named in fewer than two tick-all items: {listed(few)}."
        to_do = (
            "Give each a line in two tick-all items; you may write one (choose: many). They are asked first, and "
            "people see themselves there."
        )
        yield Defect(Level.WARNING, Sign.MENTIONS, few, lists, what, to_do)


def _keying(simulation: Simulation) -> Iterator[Defect]:
    directions = scale_directions(simulation.track.items)
    if len(directions) < _FEW_SCALES:
        return
    reverse = sum(direction < 0 for direction in directions.values())
    if reverse < _REVERSE_LEAST * len(directions):
        what = (
            f"{reverse} of {len(directions)} scale items are worded the other way round, so someone who tends to "
            "say yes seems to have every reason."
        )
        to_do = "Word a quarter to a half of them the other way, with 'reverse: true'."
        yield Defect(Level.WARNING, Sign.KEYING, (), (), what, to_do)
    elif reverse > _REVERSE_MOST * len(directions):
        what = (
            f"{reverse} of {len(directions)} scale items count most at their first answer. The weights may be "
            "the wrong way round: a scale is written least first."
        )
        to_do = "Look at the shares of the scale, and at 'reverse: true': a quarter to a half may have it."
        yield Defect(Level.WARNING, Sign.KEYING, (), (), what, to_do)
    else:
        yield from _all_reverse(simulation)


def _is_about(item: Item, reason: ReasonId) -> bool:
    """Says whether an item says more about no other reason than about this one."""
    return item.most.get(reason, 0.0) > max(item.most.values(), default=0.0) - SLACK


def _all_reverse(simulation: Simulation) -> Iterator[Defect]:
    directions = scale_directions(simulation.track.items)
    for result in simulation.own:
        reason = result.reason.id
        own = [item.id for item in simulation.track.items if _is_about(item, reason)]
        scales = tuple(id for id in own if id in directions)
        if len(scales) >= _FEW_SCALES and all(directions[id] < 0 for id in scales):
            what = (
                f"All {len(scales)} scale items about '{reason}' count most at their first answer: "
                f"{listed(scales)}. Their weights may be the wrong way round."
            )
            to_do = "Read each aloud with its first answer. Where that does not speak for it, take 'reverse' out."
            yield Defect(Level.WARNING, Sign.KEYING, (reason,), scales, what, to_do)
