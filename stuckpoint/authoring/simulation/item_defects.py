"""Judges the items of a track, one by one. Pure. The lines are told in docs/authoring.md."""

from collections.abc import Iterator, Sequence
from math import fsum
from statistics import median

from stuckpoint.authoring.simulation.asked_of import AskedOf
from stuckpoint.authoring.simulation.defects import Defect, Level, Sign, listed, per_hundred
from stuckpoint.authoring.simulation.run import Simulation
from stuckpoint.bank.model import Item, ItemId
from stuckpoint.engine.scoring import SLACK

_LITTLE = 0.5  # of what the middle item tells, or a plain scale item where that is less
_PLAIN = 0.0756  # bits: five even steps from nothing to everything about one reason
_SPARE = 0.05  # of 100 people
_BY_CHANCE = 0.10  # shares of so many people are seldom further apart by chance
_OUTWEIGHED = 0.25


def item_defects(simulation: Simulation) -> Iterator[Defect]:
    """Yields what is wrong with the items."""
    for item in simulation.out_of_reach:
        yield Defect(
            level=Level.ERROR,
            sign=Sign.OUT_OF_REACH,
            items=(item.id,),
            what=f"No answers lead to '{item.id}': its show_if can never hold.",
            to_do="Look at what it names: one question takes one answer, and each has to be asked for the other to be.",
        )
    yield from _backwards(simulation)
    yield from _telling(simulation)
    for item in simulation.track.items:
        yield from _elsewhere(item)
        yield from _outweighed(item)
    yield from _twice(simulation)
    yield from _spare(simulation)


def _backwards(simulation: Simulation) -> Iterator[Defect]:
    """Finds items asked of less than half as many of those who have their reason as of those with nothing wrong.

    Not where those who have it are asked something else about it instead.
    """
    for number, result in enumerate(simulation.reasons):
        about = [one for one in simulation.asked_of if one.reason == number]
        turned = [
            one
            for one in about
            if one.with_reason < one.with_nothing / 2 and one.with_nothing - one.with_reason > _BY_CHANCE
        ]
        if not turned or _fewer(about) < _fewer(turned) / 2:
            continue
        reason = result.reason.id
        have, nothing = (
            per_hundred(min(shares))
            for shares in ([one.with_reason for one in turned], [one.with_nothing for one in turned])
        )
        items = tuple(one.item.id for one in turned)
        yield Defect(
            level=Level.WARNING,
            sign=Sign.BACKWARDS,
            reasons=(reason,),
            items=items,
            what=f"People with '{reason}' are asked less about it than others. Asked of {have} in 100 of them, and of "
            f"{nothing} in 100 people with nothing wrong: {listed(items)}.",
            to_do="Look at the answers that show_if waits for: they should be those of someone who has the reason.",
        )


def _fewer(some: Sequence[AskedOf]) -> float:
    """Returns how much less, in m of docs/method.md, those who have a reason are asked about it than others."""
    return fsum((one.with_nothing - one.with_reason) * max(one.item.most.values()) for one in some)


def _telling(simulation: Simulation) -> Iterator[Defect]:
    middle = median([one.bits for one in simulation.items if one.item.most] or [0.0])
    little: list[ItemId] = []
    for one in simulation.items:
        if one.bits > _LITTLE * min(middle, _PLAIN) or (one.opens and not one.item.most):
            continue
        if one.bits > SLACK:
            little.append(one.item.id)
            continue
        says = f"says the same about {listed(one.item.most)} whatever is answered" if one.item.most else "says nothing"
        yield Defect(
            level=Level.ERROR,
            sign=Sign.TELLS_NOTHING,
            reasons=tuple(one.item.most),
            items=(one.item.id,),
            what=f"'{one.item.id}' {says}, so asking it is of no use.",
            to_do="Give its answers different weights, or take it out.",
        )
    if little:
        yield Defect(
            level=Level.WARNING,
            sign=Sign.TELLS_LITTLE,
            items=tuple(little),
            what=f"These tell less than half of what a plain item tells: {listed(little)}.",
            to_do="Set the weights of their answers further apart, down to 0 for the least.",
        )


def _elsewhere(item: Item) -> Iterator[Defect]:
    if item.reason is None or not item.most:
        return
    own, top = item.most.get(item.reason, 0.0), max(item.most.values())
    if own > top - SLACK:
        return
    others = tuple(reason for reason, m in item.most.items() if m > own + SLACK)
    yield Defect(
        level=Level.WARNING if own else Level.ERROR,
        sign=Sign.ELSEWHERE,
        reasons=(item.reason, *others),
        items=(item.id,),
        what=f"'{item.id}' stands under '{item.reason}' and says "
        f"{'more' if own else 'nothing about it, but something'} about {listed(others)}.",
        to_do=f"Point it to '{item.reason}', or move it to the file of the reason that it is about.",
    )


def _outweighed(item: Item) -> Iterator[Defect]:
    """Finds options about a reason that count little beside the options of the same item about others."""
    most = max(item.most.values(), default=0.0)
    little = [reason for reason, m in item.most.items() if m < _OUTWEIGHED * most - SLACK]
    said = [option.balanced for option in item.options if option.balanced]
    about = {reason for says in said for reason, v in says.items() if v == max(says.values())}
    if faint := [reason for reason in little if reason in about]:
        heaviest = next(reason for reason, m in item.most.items() if m == most)
        yield Defect(
            level=Level.WARNING,
            sign=Sign.OUTWEIGHED,
            reasons=(*faint, heaviest),
            items=(item.id,),
            what=f"In '{item.id}' an answer about {listed(faint)} counts less than a quarter as much as one about "
            f"'{heaviest}', so it hardly matters.",
            to_do="Give answers about different reasons weights of about the same size.",
        )


def _twice(simulation: Simulation) -> Iterator[Defect]:
    asked: dict[tuple[str, ...], list[Item]] = {}
    for item in simulation.track.items:
        words = tuple(_plain(text) for text in (item.text, *(option.text for option in item.options)))
        asked.setdefault(words, []).append(item)
    for items in asked.values():
        if len(items) > 1:
            ids = tuple(item.id for item in items)
            yield Defect(
                level=Level.WARNING,
                sign=Sign.TWICE,
                reasons=tuple(dict.fromkeys(reason for item in items for reason in item.most)),
                items=ids,
                what=f"{listed(ids)} ask the same question with the same answers.",
                to_do="Keep one of them: one opinion asked twice counts twice.",
            )


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _spare(simulation: Simulation) -> Iterator[Defect]:
    spare = tuple(one.item.id for one in simulation.items if one.loss is not None and one.loss < _SPARE)
    if spare:
        yield Defect(
            level=Level.NOTE,
            sign=Sign.SPARE,
            items=spare,
            what=f"{len(spare)} of {len(simulation.items)} items could each be left out alone, and as many people "
            f"would have their reason first: {listed(spare)}.",
            to_do="Nothing has to be done. If the bank is long, look here first for something to take out.",
        )
