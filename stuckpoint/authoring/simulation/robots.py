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
    MOST_TICKS,
    TICKS_OVER,
    AnswerSheet,
    Chance,
    Chosen,
    Kind,
    Person,
    tick_chance,
)
from stuckpoint.bank import Item, ItemId, Option, ReasonId, Track
from stuckpoint.bank.conditions import leaves
from stuckpoint.bank.weights import point_different_ways

Place = Mapping[ReasonId, int]  # the position of each reason in the track
_Says = tuple[tuple[int, float], ...]  # the reasons that an option points to, and how strongly


class Way(ABC):
    """How one item is answered.

    Attributes:
        about: the reason that the item is about, -1 where it is about several or none.
    """

    about: int = -1

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
        self._direction = direction
        self._shown = tuple((place[reason], 1.0 if reason == about else m) for reason, m in item.most.items())
        shares = [option.balanced.get(about, 0.0) / item.most[about] for option in item.options]
        levels = sorted(set(shares))
        self._cuts = [(low + high) / 2 for low, high in pairwise(levels)]
        self._groups = [tuple(at for at, share in enumerate(shares) if share == level) for level in levels]
        self._says = [_says(option, place) for option in item.options]

    def choose(self, person: Person) -> Chosen:
        """Returns the option nearest to how far the reasons of an item show.

        On a response scale that is stretched around the middle and leans to the last answer, as is a person's style.
        Of options that say as much about the one reason it is what fits best about the others.
        """
        shows = person.shows(fsum(m * person.has[reason] for reason, m in self._shown))
        if self._direction:
            shows = 0.5 + (shows - 0.5) * person.style.stretch + person.style.lean * self._direction
        group = self._groups[bisect(self._cuts, shows)]
        if len(group) == 1:
            return group
        fits = [fsum(v * (person.has[reason] - 0.5) for reason, v in self._says[at]) for at in group]
        return person.one_of([at for at, fit in zip(group, fits, strict=True) if fit == max(fits)])


class Nearest(Way):
    """An item whose options point different ways: the one that is most true, or one that says nothing if none is."""

    def __init__(self, item: Item, place: Place) -> None:
        says = [_says(option, place, max(item.most.values())) for option in item.options]
        self._pointing = [((at,), says) for at, says in enumerate(says) if says]
        self._blank = [at for at, one in enumerate(says) if not one]

    def choose(self, person: Person) -> Chosen:
        """Returns the option that shows most, or one that says nothing where none shows enough."""
        shown = [(person.shows(_had(says, person)), option) for option, says in self._pointing]
        most, option = max(shown, key=itemgetter(0))
        return person.one_of(self._blank) if self._blank and most <= TICKS_OVER else option


class Ticks(Way):
    """A tick-all item: what is true enough, at most four, or none of these."""

    def __init__(self, item: Item, place: Place) -> None:
        *others, _ = item.options
        self._says = [_says(option, place, max(item.most.values(), default=1.0)) for option in others]

    def choose(self, person: Person) -> Chosen:
        """Returns the options that show enough, at most four of them, or none of these."""
        true = [at for at, says in enumerate(self._says) if person.draw() < tick_chance(_had(says, person))]
        while len(true) > MOST_TICKS:
            true.pop(floor(person.draw() * len(true)))
        return tuple(true) or (len(self._says),)


def _had(says: _Says, person: Person) -> float:
    """Returns how strongly a person has what an option says."""
    return sum([share * person.has[reason] for reason, share in says])


def _says(option: Option, place: Place, top: float = 1.0) -> _Says:
    return tuple((place[reason], v / top) for reason, v in option.balanced.items())


class Robots:
    """The people who can be invented for one track."""

    def __init__(self, track: Track) -> None:
        self._track = track
        scales = scale_directions(track.items)
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        self._ways: list[Way] = [Weightless(item, {}) for item in track.context]
        self._ways += [_way(item, scales.get(item.id, 0), place, track) for item in track.items]
        self._options = [range(len(item.options)) for item in (*track.context, *track.items)]

    def answer(self, kind: Kind, reason: int | None, chance: Chance) -> AnswerSheet:
        """Returns everything that one person answers; those with a reason have the one at this position."""
        person = Person(kind, reason, len(self._track.reasons), chance)
        sheet: list[Chosen] = []
        for way, options in zip(self._ways, self._options, strict=True):
            luck = chance()
            if person.spared[way.about] or luck < person.skips:
                sheet.append(())
            else:
                sheet.append(person.one_of(options) if luck < person.skips + AT_RANDOM else way.choose(person))
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


def scale_directions(items: Sequence[Item]) -> dict[ItemId, int]:
    """Returns, for each item on a response scale, 1 where its last option counts most and -1 where its first does.

    A response scale is a list of three options or more that two items have in common, and whose weights only rise
    or only fall; numbers are one.
    """
    used: dict[tuple[str, ...], int] = {}
    for item in items:
        used[_option_ids(item)] = used.get(_option_ids(item), 0) + 1
    found: dict[ItemId, int] = {}
    for item in items:
        totals = [fsum(option.balanced.values()) for option in item.options]
        shared = item.is_number or used[_option_ids(item)] > 1
        if item.many or not shared or len(totals) < 3 or totals[0] == totals[-1]:
            continue
        if totals in (sorted(totals), sorted(totals, reverse=True)):
            found[item.id] = 1 if totals[0] < totals[-1] else -1
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
