"""How invented people answer one item of each kind, by its author's weights alone. Pure: chance is passed in.

They read no words, so nothing they do says how a real person would understand a question.
"""

from abc import ABC, abstractmethod
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import floor, fsum
from operator import itemgetter

from stuckpoint.authoring.simulation.figures import strongest_for
from stuckpoint.authoring.simulation.people import (
    AT_RANDOM,
    EASE,
    LOADING,
    MOST_TICKS,
    NOISES,
    STEPS,
    STYLES,
    TICKS_OVER,
    AnswerSheet,
    Chance,
    Chosen,
    Kind,
    Person,
    Style,
    tick_chance,
)
from stuckpoint.bank import Item, Option, ReasonId, Track
from stuckpoint.bank.conditions import leaves
from stuckpoint.bank.weights import point_different_ways

Place = Mapping[ReasonId, int]  # the position of each reason in the track
_Says = tuple[tuple[int, float], ...]  # the reasons that an option points to, and how strongly


class Way(ABC):
    """How one item is answered.

    Attributes:
        about: the reason that the item is about, -1 where it is about several or none.
        steps: the options from least to most, where nothing counts but how far that one reason shows; else empty.
        cuts: for people of each style, how far it has to show for each step but the first.
    """

    about: int = -1
    steps: Sequence[Chosen] = ()
    cuts: Mapping[Style, Sequence[float]] = dict.fromkeys(STYLES, ())

    @abstractmethod
    def choose(self, person: Person) -> Chosen:
        """Returns what a person chooses."""


class Weightless(Way):
    """An item that says nothing itself: any option, or one that opens what a person has something to say about."""

    def __init__(self, item: Item, opened: Mapping[int, Sequence[int]]) -> None:
        self._options = tuple(range(len(item.options)))
        self._opened = opened

    def choose(self, person: Person) -> Chosen:
        """Returns any option, or one that opens what can be asked about the reason that a person has."""
        wanted = self._opened.get(person.reason) if person.reason is not None else None
        return person.one_of(wanted or self._options)


class Graded(Way):
    """An item whose options say more or less of the same: the option nearest to what a person has."""

    def __init__(self, item: Item, direction: int, place: Place) -> None:
        about = max(item.most, key=lambda reason: (item.most[reason], -place[reason]))
        self.about = place[about]
        self._others = tuple((place[reason], LOADING * m) for reason, m in item.most.items() if reason != about)
        shares = [option.balanced.get(about, 0.0) / item.most[about] for option in item.options]
        levels = sorted(set(shares))
        cuts = [(low + high) / 2 for low, high in pairwise(levels)]
        self.cuts = {style: [_seen_from(cut, style, direction) for cut in cuts] for style in STYLES}
        self._groups = [tuple(at for at, share in enumerate(shares) if share == level) for level in levels]
        self._says = [_says(option, place) for option in item.options]
        self._alike = {group for group in self._groups if len({self._says[at] for at in group}) == 1}
        if not self._others and all(len(group) == 1 for group in self._groups):
            self.steps = self._groups

    def choose(self, person: Person) -> Chosen:
        """Returns the option nearest to how far the reasons of an item show."""
        latent = person.shows[self.about] + NOISES[floor(person.draw() * STEPS)]
        for reason, loading in self._others:
            latent += loading * person.has[reason]
        group = self._groups[bisect(self.cuts[person.style], latent)]
        if len(group) == 1:
            return group
        return person.one_of(group) if group in self._alike else self._fitting(group, person)

    def _fitting(self, group: Chosen, person: Person) -> Chosen:
        """Returns one of some options that say as much about the one reason: what fits best about the others."""
        fits = [fsum(v * (person.has[reason] - 0.5) for reason, v in self._says[at]) for at in group]
        return person.one_of([at for at, fit in zip(group, fits, strict=True) if fit == max(fits)])


def _seen_from(cut: float, style: Style, direction: int) -> float:
    """Returns how far something has to show for someone of a style to answer past a cut.

    What shows is stretched around the middle and leans to the last answer; a cut is moved instead, once for everyone.
    """
    return 0.5 + (cut - 0.5 - style.lean * direction) / style.stretch if direction else cut


class Nearest(Way):
    """An item whose options point different ways: the one that is most true, or one that says nothing if none is."""

    def __init__(self, item: Item, place: Place) -> None:
        top = max(item.most.values())
        said = [(at, _says(option, place, top)) for at, option in enumerate(item.options)]
        # Most options point to one reason, at full weight; the others say how strongly each of theirs counts.
        self._plain: list[tuple[Chosen, int]] = [((at,), says[0][0]) for at, says in said if _is_plain(says)]
        self._mixed: list[tuple[Chosen, _Says]] = [((at,), says) for at, says in said if says and not _is_plain(says)]
        self._blank = tuple(at for at, says in said if not says)

    def choose(self, person: Person) -> Chosen:
        """Returns the option that shows most, or one that says nothing where none shows enough."""
        if self._mixed or not self._blank:
            return self._most_shown(person)
        draw, clear_from, shows = person.draw, person.clear_from, person.shows
        clear = [(option, reason, luck) for option, reason in self._plain if (luck := draw()) >= clear_from[reason]]
        if len(clear) > 1:
            return max(clear, key=lambda one: shows[one[1]] + NOISES[floor(one[2] * STEPS)])[0]
        return clear[0][0] if clear else person.one_of(self._blank)

    def _most_shown(self, person: Person) -> Chosen:
        shown: list[tuple[float, Chosen]] = []
        for option, reason in self._plain:
            shown.append((person.shows[reason] + NOISES[floor(person.draw() * STEPS)], option))
        for option, says in self._mixed:
            latent = EASE + NOISES[floor(person.draw() * STEPS)]
            for reason, share in says:
                latent += LOADING * share * person.has[reason]
            shown.append((latent, option))
        most, option = max(shown, key=itemgetter(0))
        return person.one_of(self._blank) if self._blank and most <= TICKS_OVER else option


class Ticks(Way):
    """A tick-all item: what is true enough, at most four, or none of these."""

    def __init__(self, item: Item, place: Place) -> None:
        top = max(item.most.values(), default=1.0)
        *others, _ = item.options
        says = [_says(option, place, top) for option in others]
        # Most lines point to one reason, at full weight; the others say how strongly each of theirs counts.
        self._plain = tuple((at, one[0][0]) for at, one in enumerate(says) if _is_plain(one))
        self._mixed = tuple((at, one) for at, one in enumerate(says) if not _is_plain(one))
        self._none: Chosen = (len(others),)

    def choose(self, person: Person) -> Chosen:
        """Returns the options that show enough, at most four of them, or none of these."""
        draw, ticks = person.draw, person.ticks
        true = [at for at, reason in self._plain if draw() < ticks[reason]]
        for at, says in self._mixed:
            if draw() < tick_chance(fsum(share * person.has[reason] for reason, share in says)):
                true.append(at)
        while len(true) > MOST_TICKS:
            true.pop(floor(draw() * len(true)))
        return tuple(sorted(true)) or self._none


def _says(option: Option, place: Place, top: float = 1.0) -> _Says:
    return tuple((place[reason], v / top) for reason, v in option.balanced.items())


def _is_plain(says: _Says) -> bool:
    return [share for _, share in says] == [1.0]


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
