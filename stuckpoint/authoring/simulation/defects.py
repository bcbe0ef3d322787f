"""What can be wrong with the weights of a bank, as values. Judges nothing itself: `judging` does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from statistics import median

from stuckpoint.authoring.faults import can_stand_out, near_copies, tells_nothing
from stuckpoint.authoring.simulation.figures import PairFigures
from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.run import ReasonResult, Simulation
from stuckpoint.authoring.simulation.worth import AskedOf
from stuckpoint.bank import Item, ItemId, ReasonId
from stuckpoint.bank.reach import out_of_reach
from stuckpoint.engine.scoring import GATE, SLACK

_MOST_LISTED = 6


class Level(StrEnum):
    """How bad a defect is, the worst first."""

    ERROR = "error"  # the bank cannot do what it is for
    WARNING = "warning"  # worth mending
    NOTE = "note"  # good to know


class Sign(StrEnum):
    """What is wrong. docs/simulate.md has an entry for each."""

    SILENT = "silent"  # nothing points to a reason
    THIN = "thin"  # too little can be said about a reason
    FLOOR = "floor"  # no way to say "not me"
    SHARED = "shared"  # two reasons are asked about by the same items
    CONFUSED = "confused"  # people with one reason come out with another
    RECALL = "recall"  # people with a reason do not have it first
    POWER = "power"  # a reason does not stand out for people who have it
    ALARMS = "alarms"  # a reason stands out for people with nothing wrong
    BALANCE = "balance"  # far more is asked about one reason than about another
    MENTIONS = "mentions"  # a reason is not in two tick-all items
    QUICK = "quick"  # `quick` is too short
    OUT_OF_REACH = "out-of-reach"  # an item that nobody can be asked
    BACKWARDS = "backwards"  # items that wait for what those who have their reason do not answer
    TELLS_NOTHING = "tells-nothing"  # an item that says the same whatever is answered
    TELLS_LITTLE = "tells-little"  # an item that says nearly the same whatever is answered
    ELSEWHERE = "elsewhere"  # an item that says more about another reason than about its own
    OUTWEIGHED = "outweighed"  # an answer that hardly counts beside the others of its item
    TWICE = "twice"  # the same question under two ids
    SPARE = "spare"  # items without which nothing is lost
    KEYING = "keying"  # scale items that nearly all count most at the same end
    CHOOSING = "choosing"  # too many items ask which is nearest


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with a track, and what to do about it."""

    level: Level
    sign: Sign
    reasons: tuple[ReasonId, ...]
    items: tuple[ItemId, ...]
    what: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Where an error and where a warning begins. A figure on the line is still sound."""

    error: float
    warning: float

    def over(self, figure: float) -> Level | None:
        """Returns how bad a figure is that ought to be low."""
        if figure > self.error + SLACK:
            return Level.ERROR
        return Level.WARNING if figure > self.warning + SLACK else None

    def under(self, figure: float) -> Level | None:
        """Returns how bad a figure is that ought to be high."""
        return Lines(-self.error, -self.warning).over(-figure)


def worst(levels: Iterable[Level | None]) -> Level | None:
    """Returns the worst of some levels, None where nothing is wrong."""
    found = set(levels)
    return next((level for level in Level if level in found), None)


def per_hundred(part: float) -> int:
    """Returns a share as so many in 100."""
    return int(100 * part + 0.5 + SLACK)


def listed(ids: Iterable[str]) -> str:
    """Returns ids as they stand in a sentence, the first few where there are many."""
    words = [f"'{id}'" for id in ids]
    if len(words) > _MOST_LISTED + 1:
        words[_MOST_LISTED:] = [f"{len(words) - _MOST_LISTED} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


THIN = Lines(3.5, 4.0)
_CEILING = Lines(60.0, 75.0)
_FLOOR = Lines(5.0, 0.0)
_LEAD = Lines(15.0, 30.0)
_GAP = Lines(25.0, 45.0)
_OVERLAP = Lines(0.80, 0.50)
_CONFUSED = Lines(0.30, 0.12)
_RECALL = Lines(0.60, 0.80)
POWER = Lines(0.30, 0.55)
_ALARMS = {
    Kind.NOTHING_WRONG: (Lines(0.15, 0.05), "people with nothing wrong"),
    Kind.YES_SAYER: (Lines(0.30, 0.15), "people with nothing wrong who tend to say yes"),
    Kind.SKIPS_A_LOT: (Lines(0.30, 0.15), "people with nothing wrong who skip a lot"),
}


def reason_defects(simulation: Simulation) -> Iterator[Defect]:
    """Yields what is wrong with the reasons, one after another, and then with two of them together."""
    for number, result in enumerate(simulation.reasons):
        is_own = result.reason.id in simulation.own_reasons
        if result.figures.weight:
            yield from _asked(result, simulation) if is_own else ()
            yield from _confused(number, result, simulation)
            yield from _outcome(result) if is_own else ()
        elif is_own:
            what = f"Nothing that anyone can be asked points to '{result.reason.id}', so it can never be found."
            to_do = "Write items for it, five or more, or take the reason out."
            yield Defect(Level.ERROR, Sign.SILENT, (result.reason.id,), (), what, to_do)
    for pair in simulation.pairs:
        if not simulation.own_reasons.isdisjoint(simulation.reasons[number].reason.id for number in pair.reasons):
            yield from _shared(pair, simulation)


def _asked(result: ReasonResult, simulation: Simulation) -> Iterator[Defect]:
    reason, figures = result.reason.id, result.figures
    items = tuple(item.id for item in simulation.track.items if reason in item.most)
    if level := worst((THIN.under(figures.weight), _CEILING.under(figures.ceiling))):
        can = (
            f"It can never stand out, which takes {GATE:g}."
            if not can_stand_out(figures.weight)
            else f"Its score can reach {figures.ceiling:.0f} at most, and a few skips leave too little."
        )
        many = f"{len(items)} items" if len(items) != 1 else "one item"
        what = (
            f"'{reason}' is asked about by {many} with a weight of {figures.weight:.1f} in all: {listed(items)}. {can}"
        )
        to_do = "Add items about it: four single ones and a line in each of two tick-all items serve well."
        yield Defect(level, Sign.THIN, (reason,), items, what, to_do)
    if level := _FLOOR.over(figures.floor):
        without = tuple(
            item.id
            for item in simulation.track.items
            if min((option.balanced.get(reason, 0.0) for option in item.options), default=0.0) > 0
        )
        what = (
            f"Whatever is answered, {max(1, per_hundred(figures.floor / 100))} in 100 of what can be said about "
            f"'{reason}' is said. No answer means \"not me\" in {listed(without)}."
        )
        to_do = "Give each such item an answer without this reason, or with weight 0 for it."
        yield Defect(level, Sign.FLOOR, (reason,), without, what, to_do)


def _confused(number: int, result: ReasonResult, simulation: Simulation) -> Iterator[Defect]:
    reason, own = result.reason.id, simulation.own_reasons
    rivals = sorted(
        (
            (part, other)
            for other, part in enumerate(result.as_high)
            if other != number and simulation.reasons[other].figures.weight
        ),
        key=lambda rival: (-rival[0], rival[1]),
    )
    named = [(part, simulation.reasons[other].reason.id) for part, other in rivals if _CONFUSED.over(part)]
    confused = [(part, other) for part, other in named if reason in own or other in own]
    if confused:
        others = ", ".join(f"{per_hundred(part)} as '{other}'" for part, other in confused[:3])
        what = f"Of 100 people with '{reason}', so many come out as something else: {others}."
        to_do = f"Look at the items about '{reason}' that point to these as well, and at how few are about it alone."
        level = worst(_CONFUSED.over(part) for part, _ in confused) or Level.WARNING
        yield Defect(level, Sign.CONFUSED, (reason, *(other for _, other in confused)), (), what, to_do)


def _outcome(result: ReasonResult) -> Iterator[Defect]:
    reason = result.reason.id
    if level := _RECALL.under(result.recall):
        what = f"'{reason}' comes first for only {per_hundred(result.recall)} in 100 people who have it."
        to_do = "Add items that point to it alone."
        yield Defect(level, Sign.RECALL, (reason,), (), what, to_do)
    # What can never stand out was said already.
    if (level := POWER.under(result.power)) and can_stand_out(result.figures.weight):
        what = f"'{reason}' stands out for only {per_hundred(result.power)} in 100 people who have it."
        to_do = "Add items about it, and see that few of them wait for other answers (show_if)."
        yield Defect(level, Sign.POWER, (reason,), (), what, to_do)
    for kind, (lines, who) in _ALARMS.items():
        if level := lines.over(result.alarms[kind]):
            what = f"'{reason}' stands out for {per_hundred(result.alarms[kind])} in 100 {who}."
            to_do = 'See that every item about it has a way to say "not me", and word some the other way round.'
            yield Defect(level, Sign.ALARMS, (reason,), (), what, to_do)


def _shared(pair: PairFigures, simulation: Simulation) -> Iterator[Defect]:
    first, second = pair.reasons
    results = simulation.reasons[first], simulation.reasons[second]
    if not all(result.figures.weight for result in results):
        return
    a, b = (result.reason.id for result in results)
    leads = [
        lead
        for result, other in zip(results, (second, first), strict=True)
        if (lead := result.figures.lead) is not None and result.figures.next == other
    ]
    both = _both(simulation, a, b)
    levels = [_OVERLAP.over(pair.overlap)]
    if any(_joined(item, a, b) for item in both):  # what keeps others near is that too little is asked about one
        levels += [_GAP.under(pair.gap), *(_LEAD.under(lead) for lead in leads)]
    level = worst(levels)
    if level is None:
        return
    apart = max(0, round(min([pair.gap, *leads])))
    what = (
        f"'{a}' and '{b}' are asked about by the same items: {listed(item.id for item in both)}. They are "
        f"{pair.overlap:.2f} alike (0 to 1), and answers that say the most for one put it {apart} points ahead."
    )
    to_do = "Point each of these items only to the one it is about, and give each reason items of its own."
    yield Defect(level, Sign.SHARED, (a, b), tuple(item.id for item in both), what, to_do)


def _both(simulation: Simulation, a: ReasonId, b: ReasonId) -> list[Item]:
    """Returns the items with an answer that points to both; those that point to both at all where there are none."""
    items = [item for item in simulation.track.items if a in item.most and b in item.most]
    return [item for item in items if _joined(item, a, b)] or items


def _joined(item: Item, a: ReasonId, b: ReasonId) -> bool:
    return any(a in option.balanced and b in option.balanced for option in item.options)


_LITTLE = 0.5  # of what the middle item tells, or a plain scale item where that is less
_PLAIN = 0.0756  # bits: five even steps from nothing to everything about one reason
_SPARE = 0.05  # of 100 people
_BY_CHANCE = 0.10  # shares of so many people are seldom further apart by chance
_OUTWEIGHED = 0.25


def item_defects(simulation: Simulation) -> Iterator[Defect]:
    """Yields what is wrong with the items."""
    for item in out_of_reach(simulation.track):
        if item.id not in simulation.own_items:
            continue
        what = f"No answers lead to '{item.id}': its show_if can never hold."
        to_do = "Look at what it names: one question takes one answer, and each has to be asked for the other to be."
        yield Defect(Level.ERROR, Sign.OUT_OF_REACH, (), (item.id,), what, to_do)
    yield from _backwards(simulation)
    yield from _telling(simulation)
    for item in simulation.track.items:
        if item.id in simulation.own_items:
            yield from _elsewhere(item)
            yield from _outweighed(item)
    yield from _twice(simulation)
    yield from _spare(simulation)


def _backwards(simulation: Simulation) -> Iterator[Defect]:
    """Finds items asked of less than half as many of those who have their reason as of those with nothing wrong.

    Not where those who have it are asked something else about it instead.
    """
    for number, result in enumerate(simulation.reasons):
        if result.reason.id not in simulation.own_reasons:
            continue
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
        what = (
            f"People with '{reason}' are asked less about it than others. Asked of {have} in 100 of them, and of "
            f"{nothing} in 100 people with nothing wrong: {listed(items)}."
        )
        to_do = "Look at the answers that show_if waits for: they should be those of someone who has the reason."
        yield Defect(Level.WARNING, Sign.BACKWARDS, (reason,), items, what, to_do)


def _fewer(some: Sequence[AskedOf]) -> float:
    """Returns how much less, in m of docs/method.md, those who have a reason are asked about it than others."""
    return fsum((one.with_nothing - one.with_reason) * max(one.item.most.values()) for one in some)


def _telling(simulation: Simulation) -> Iterator[Defect]:
    middle = median([one.bits for one in simulation.items if one.item.most] or [0.0])
    little: list[ItemId] = []
    for one in simulation.items:
        if one.item.id not in simulation.own_items:
            continue
        if one.bits > _LITTLE * min(middle, _PLAIN) or (one.opens and not one.item.most):
            continue
        if not tells_nothing(one.item):
            little.append(one.item.id)
            continue
        says = f"says the same about {listed(one.item.most)} whatever is answered" if one.item.most else "says nothing"
        what = f"'{one.item.id}' {says}, so asking it is of no use."
        to_do = "Give its answers different weights, or take it out."
        yield Defect(Level.ERROR, Sign.TELLS_NOTHING, tuple(one.item.most), (one.item.id,), what, to_do)
    if little:
        what = f"These tell less than half of what a plain item tells: {listed(little)}."
        to_do = "Set the weights of their answers further apart, down to 0 for the least."
        yield Defect(Level.WARNING, Sign.TELLS_LITTLE, (), tuple(little), what, to_do)


def _elsewhere(item: Item) -> Iterator[Defect]:
    if item.reason is None or not item.most:
        return
    own, top = item.most.get(item.reason, 0.0), max(item.most.values())
    if own > top - SLACK:
        return
    others = tuple(reason for reason, m in item.most.items() if m > own + SLACK)
    what = (
        f"'{item.id}' stands under '{item.reason}' and says "
        f"{'more' if own else 'nothing about it, but something'} about {listed(others)}."
    )
    to_do = f"Point it to '{item.reason}', or move it to the file of the reason that it is about."
    yield Defect(Level.WARNING if own else Level.ERROR, Sign.ELSEWHERE, (item.reason, *others), (item.id,), what, to_do)


def _outweighed(item: Item) -> Iterator[Defect]:
    """Finds options about a reason that count little beside the options of the same item about others."""
    most = max(item.most.values(), default=0.0)
    little = [reason for reason, m in item.most.items() if m < _OUTWEIGHED * most - SLACK]
    said = [option.balanced for option in item.options if option.balanced]
    about = {reason for says in said for reason, v in says.items() if v == max(says.values())}
    if faint := [reason for reason in little if reason in about]:
        heaviest = next(reason for reason, m in item.most.items() if m == most)
        what = (
            f"In '{item.id}' an answer about {listed(faint)} counts less than a quarter as much as one about "
            f"'{heaviest}', so it hardly matters."
        )
        to_do = "Give answers about different reasons weights of about the same size."
        yield Defect(Level.WARNING, Sign.OUTWEIGHED, (*faint, heaviest), (item.id,), what, to_do)


def _twice(simulation: Simulation) -> Iterator[Defect]:
    copies: dict[ItemId, list[Item]] = {}
    for earlier, later in near_copies(simulation.track.items):
        copies.setdefault(earlier.id, [earlier]).append(later)
    for items in copies.values():
        ids = tuple(dict.fromkeys(item.id for item in items))
        if simulation.own_items.isdisjoint(ids):
            continue
        what = f"{listed(ids)} ask nearly the same."
        to_do = "Keep one of them: one opinion asked twice counts twice."
        about = tuple(dict.fromkeys(reason for item in items for reason in item.most))
        yield Defect(Level.WARNING, Sign.TWICE, about, ids, what, to_do)


def _spare(simulation: Simulation) -> Iterator[Defect]:
    own = [one for one in simulation.items if one.item.id in simulation.own_items]
    spare = tuple(one.item.id for one in own if one.loss is not None and one.loss < _SPARE)
    if spare:
        what = (
            f"{len(spare)} of {len(own)} items could each be left out alone, and as many people "
            f"would have their reason first: {listed(spare)}."
        )
        to_do = "Nothing has to be done. If the bank is long, look here first for something to take out."
        yield Defect(Level.NOTE, Sign.SPARE, (), spare, what, to_do)
