"""The answer sheets of invented people. Pure: chance is passed in."""

from bisect import bisect
from collections.abc import Sequence
from math import floor, fsum

from stuckpoint.authoring.simulation.answering import Graded, Nearest, Place, Ticks, Way, Weightless
from stuckpoint.authoring.simulation.figures import strongest_for
from stuckpoint.authoring.simulation.people import (
    AT_RANDOM,
    NOISES,
    STEPS,
    STYLES,
    AnswerSheet,
    Chance,
    Chosen,
    Kind,
    Person,
)
from stuckpoint.bank.conditions import leaves
from stuckpoint.bank.model import Item, ReasonId, Track
from stuckpoint.bank.weights import point_different_ways


class Robots:
    """The people who can be invented for one track."""

    def __init__(self, track: Track) -> None:
        self._track = track
        scales = scale_directions(track.items)
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        ways: list[Way] = [Weightless(item, {}) for item in track.context]
        ways += [_way(item, scales.get(position, 0), place, track) for position, item in enumerate(track.items)]
        every = [tuple((at,) for at in range(len(item.options))) for item in (*track.context, *track.items)]
        # What someone of each style goes by from item to item, worked out once for all people.
        self._ways = {
            style: [
                (way.about, way.cuts[style], way.steps, options, way.choose)
                for way, options in zip(ways, every, strict=True)
            ]
            for style in STYLES
        }

    def answer(self, kind: Kind, reason: int | None, chance: Chance) -> AnswerSheet:
        """Returns everything that one person answers; those with a reason have the one at this position."""
        person = Person(kind, reason, len(self._track.reasons), chance)
        draw, shows, noises, even = person.draw, person.shows, NOISES, STEPS
        # Who draws less than this for an item leaves it out, and who draws only a little more answers at random.
        skips = [1.0 if spared else person.skips for spared in person.spared]
        random = [least + AT_RANDOM for least in skips]
        sheet: list[Chosen] = []
        add = sheet.append
        for about, cuts, steps, options, choose in self._ways[person.style]:
            luck = draw()
            if luck < random[about]:
                add(options[floor(draw() * len(options))] if luck >= skips[about] else ())
            elif steps:
                add(steps[bisect(cuts, shows[about] + noises[floor(draw() * even)])])
            else:
                add(choose(person))
        return tuple(sheet)

    def strongest(self, reason: int) -> AnswerSheet:
        """Returns the sheet of someone whose every answer says the most for a reason and the least for the rest."""
        context: list[Chosen] = [() for _ in self._track.context]
        return (
            *context,
            *(_strongest(item, self._track.reasons[reason].id, self._track) for item in self._track.items),
        )


def _strongest(item: Item, reason: ReasonId, track: Track) -> Chosen:
    if not item.most:
        return tuple(_opening(item, reason, track)[:1]) or (0,)
    pointing = tuple(at for at, option in enumerate(item.options) if reason in option.balanced)
    if item.many:
        return pointing or (len(item.options) - 1,)
    return (item.options.index(strongest_for(reason, item)),)


def scale_directions(items: Sequence[Item]) -> dict[int, int]:
    """Returns, for each item on a response scale, 1 where its last option counts most and -1 where its first does.

    A response scale is a list of three options or more that two items have in common, and whose weights only rise
    or only fall.
    """
    used: dict[tuple[str, ...], int] = {}
    for item in items:
        used[_option_ids(item)] = used.get(_option_ids(item), 0) + 1
    found: dict[int, int] = {}
    for position, item in enumerate(items):
        totals = [fsum(option.balanced.values()) for option in item.options]
        if item.many or len(totals) < 3 or totals[0] == totals[-1] or used[_option_ids(item)] < 2:
            continue
        if totals in (sorted(totals), sorted(totals, reverse=True)):
            found[position] = 1 if totals[0] < totals[-1] else -1
    return found


def _option_ids(item: Item) -> tuple[str, ...]:
    return tuple(option.id for option in item.options)


def _way(item: Item, direction: int, place: Place, track: Track) -> Way:
    """Returns how an item is answered."""
    if item.many:
        return Ticks(item, place)
    if not item.most:
        return Weightless(item, {number: _opening(item, reason, track) for reason, number in place.items()})
    if point_different_ways([option.balanced for option in item.options]):
        return Nearest(item, place)
    return Graded(item, direction, place)


def _opening(item: Item, reason: ReasonId, track: Track) -> list[int]:
    """Returns the options of an item that open items about a reason."""
    looked_for: set[str] = set()
    for other in track.items:
        if reason in other.most:
            looked_for.update(*(leaf.options for leaf in leaves(other.show_if) if leaf.item == item.id))
    return [at for at, option in enumerate(item.options) if option.id in looked_for]
