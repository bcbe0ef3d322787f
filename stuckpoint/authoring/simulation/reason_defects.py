"""Judges the reasons of a track: what is asked about each, and how people who have it come out. Pure.

The lines are told in docs/authoring.md, "Does it tell its reasons apart?".
"""

from collections.abc import Iterator

from stuckpoint.authoring.simulation.defects import Defect, Level, Lines, Sign, listed, per_hundred, worst
from stuckpoint.authoring.simulation.figures import PairFigures
from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.run import ReasonResult, Simulation
from stuckpoint.bank.model import Item, ReasonId
from stuckpoint.engine.scoring import GATE, below

THIN = Lines(3.5, 4.5)
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
        if result.figures.weight:
            yield from _asked(result, simulation)
            yield from _outcome(number, result, simulation)
        else:
            yield Defect(
                level=Level.ERROR,
                sign=Sign.SILENT,
                reasons=(result.reason.id,),
                what=f"Nothing that anyone can be asked points to '{result.reason.id}', so it can never be found.",
                to_do="Write items for it, five or more, or take the reason out.",
            )
    for pair in simulation.pairs:
        yield from _shared(pair, simulation)


def _asked(result: ReasonResult, simulation: Simulation) -> Iterator[Defect]:
    reason, figures = result.reason.id, result.figures
    items = tuple(item.id for item in simulation.track.items if reason in item.most)
    if level := worst((THIN.under(figures.weight), _CEILING.under(figures.ceiling))):
        can = (
            f"It can never stand out, which takes {GATE:g}."
            if below(figures.weight, GATE)
            else f"Its score can reach {figures.ceiling:.0f} at most, and a few skips leave too little."
        )
        many = f"{len(items)} items" if len(items) != 1 else "one item"
        yield Defect(
            level=level,
            sign=Sign.THIN,
            reasons=(reason,),
            items=items,
            what=f"'{reason}' is asked about by {many} with a weight of {figures.weight:.1f} in all: "
            f"{listed(items)}. {can}",
            to_do="Add items about it, up to five single ones and a line in each of two tick-all items.",
        )
    if level := _FLOOR.over(figures.floor):
        without = tuple(
            item.id
            for item in simulation.track.items
            if min((option.balanced.get(reason, 0.0) for option in item.options), default=0.0) > 0
        )
        yield Defect(
            level=level,
            sign=Sign.FLOOR,
            reasons=(reason,),
            items=without,
            what=f"Whatever is answered, {max(1, per_hundred(figures.floor / 100))} in 100 of what can be said about "
            f"'{reason}' is said. No answer means \"not me\" in {listed(without)}.",
            to_do="Give each such item an answer without this reason, or with weight 0 for it.",
        )


def _outcome(number: int, result: ReasonResult, simulation: Simulation) -> Iterator[Defect]:
    reason, track = result.reason.id, simulation.track
    rivals = sorted(
        (
            (part, other)
            for other, part in enumerate(result.as_high)
            if other != number and simulation.reasons[other].figures.weight
        ),
        key=lambda rival: (-rival[0], rival[1]),
    )
    confused = [(part, track.reasons[other].id) for part, other in rivals if _CONFUSED.over(part)]
    if confused:
        others = ", ".join(f"{per_hundred(part)} as '{other}'" for part, other in confused[:3])
        yield Defect(
            level=worst(_CONFUSED.over(part) for part, _ in confused) or Level.WARNING,
            sign=Sign.CONFUSED,
            reasons=(reason, *(other for _, other in confused)),
            what=f"Of 100 people with '{reason}', so many come out as something else: {others}.",
            to_do=f"Look at the items about '{reason}' that point to these as well, and at how few are about it alone.",
        )
    if level := _RECALL.under(result.recall):
        yield Defect(
            level=level,
            sign=Sign.RECALL,
            reasons=(reason,),
            what=f"'{reason}' comes first for only {per_hundred(result.recall)} in 100 people who have it.",
            to_do="Add items that point to it alone.",
        )
    # What can never stand out was said already.
    if (level := POWER.under(result.power)) and not below(result.figures.weight, GATE):
        yield Defect(
            level=level,
            sign=Sign.POWER,
            reasons=(reason,),
            what=f"'{reason}' stands out for only {per_hundred(result.power)} in 100 people who have it.",
            to_do="Add items about it, and see that few of them wait for other answers (show_if).",
        )
    for kind, (lines, who) in _ALARMS.items():
        if level := lines.over(result.alarms[kind]):
            yield Defect(
                level=level,
                sign=Sign.ALARMS,
                reasons=(reason,),
                what=f"'{reason}' stands out for {per_hundred(result.alarms[kind])} in 100 {who}.",
                to_do='See that every item about it has a way to say "not me", and word some the other way round.',
            )


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
    yield Defect(
        level=level,
        sign=Sign.SHARED,
        reasons=(a, b),
        items=tuple(item.id for item in both),
        what=f"'{a}' and '{b}' are asked about by the same items: {listed(item.id for item in both)}. They are "
        f"{pair.overlap:.2f} alike (0 to 1), and answers that say the most for one put it {apart} points ahead.",
        to_do="Point each of these items only to the one it is about, and give each reason items of its own.",
    )


def _both(simulation: Simulation, a: ReasonId, b: ReasonId) -> list[Item]:
    """Returns the items with an answer that points to both; those that point to both at all where there are none."""
    items = [item for item in simulation.track.items if a in item.most and b in item.most]
    return [item for item in items if _joined(item, a, b)] or items


def _joined(item: Item, a: ReasonId, b: ReasonId) -> bool:
    return any(a in option.balanced and b in option.balanced for option in item.options)
