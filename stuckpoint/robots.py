"""How invented people answer each kind of item, by its author's weights alone. Pure: chance is passed in.

They read no words, so nothing they do says how a real person would understand a question.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import fsum

from stuckpoint.conditions import leaves
from stuckpoint.model import Item, Option, ReasonId, Track
from stuckpoint.people import (
    AT_RANDOM,
    EASE,
    LOADING,
    MOST_TICKS,
    NOISES,
    STEPS,
    TICKS_OVER,
    AnswerSheet,
    Chance,
    Chosen,
    Kind,
    Person,
    tick_chance,
)
from stuckpoint.separation import strongest_for
from stuckpoint.weights import point_different_ways


class Robots:
    """The people who can be invented for one track."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._options = [tuple(range(len(item.options))) for item in (*track.context, *track.items)]
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        scales = scale_directions(track.items)
        self._ways: list[tuple[int, Callable[[Person], Chosen]]] = [
            (-1, _Weightless(item, {}).choose) for item in track.context
        ]
        for position, item in enumerate(track.items):
            self._ways.append(_way(item, scales.get(position, 0), place, track))

    def answer(self, kind: Kind, reason: int | None, chance: Chance) -> AnswerSheet:
        """Returns everything that one person answers; those with a reason have the one at this position."""
        person = Person(kind, reason, len(self._track.reasons), chance)
        draw, skips, spared = person.draw, person.skips, person.spared
        sheet: list[Chosen] = []
        for options, (about, choose) in zip(self._options, self._ways, strict=True):
            luck = draw()
            if luck < skips or (about >= 0 and spared[about]):
                sheet.append(())
            elif luck < skips + AT_RANDOM:
                sheet.append(person.one_of(options))
            else:
                sheet.append(choose(person))
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


def _way(
    item: Item, direction: int, place: dict[ReasonId, int], track: Track
) -> tuple[int, Callable[[Person], Chosen]]:
    """Returns the reason an item is about, -1 where it is about several or none, and how it is answered."""
    if item.many:
        return -1, _Ticks(item, place).choose
    if not item.most:
        opened = {number: _opening(item, reason, track) for reason, number in place.items()}
        return -1, _Weightless(item, opened).choose
    if point_different_ways([option.balanced for option in item.options]):
        return -1, _Nearest(item, place).choose
    graded = _Graded(item, direction, place)
    return graded.about, graded.choose


def _opening(item: Item, reason: ReasonId, track: Track) -> list[int]:
    """Returns the options of an item that open items about a reason."""
    looked_for: set[str] = set()
    for other in track.items:
        if reason in other.most:
            looked_for.update(*(leaf.options for leaf in leaves(other.show_if) if leaf.item == item.id))
    return [at for at, option in enumerate(item.options) if option.id in looked_for]


class _Weightless:
    """An item that says nothing itself: any option, or one that opens what a person has something to say about."""

    def __init__(self, item: Item, opened: dict[int, list[int]]) -> None:
        self._options = tuple(range(len(item.options)))
        self._opened = opened

    def choose(self, person: Person) -> Chosen:
        wanted = self._opened.get(person.reason) if person.reason is not None else None
        return person.one_of(wanted or self._options)


class _Graded:
    """An item whose options say more or less of the same: the option nearest to what a person has."""

    def __init__(self, item: Item, direction: int, place: dict[ReasonId, int]) -> None:
        about = max(item.most, key=lambda reason: (item.most[reason], -place[reason]))
        self.about = place[about]
        self._direction = direction
        self._others = tuple((place[reason], LOADING * m) for reason, m in item.most.items() if reason != about)
        shares = [option.balanced.get(about, 0.0) / item.most[about] for option in item.options]
        levels = sorted(set(shares))
        self._cuts = [(low + high) / 2 for low, high in pairwise(levels)]
        self._groups = [tuple(at for at, share in enumerate(shares) if share == level) for level in levels]
        self._says = [_says(option, place) for option in item.options]
        self._alike = {group for group in self._groups if len({self._says[at] for at in group}) == 1}

    def choose(self, person: Person) -> Chosen:
        latent = person.shows[self.about] + NOISES[int(person.draw() * STEPS)]
        for reason, loading in self._others:
            latent += loading * person.has[reason]
        if self._direction:
            style = person.style
            latent = 0.5 + (latent - 0.5) * style.stretch + style.lean * self._direction
        group = self._groups[bisect(self._cuts, latent)]
        if len(group) == 1:
            return group
        return person.one_of(group) if group in self._alike else self._fitting(group, person)

    def _fitting(self, group: Chosen, person: Person) -> Chosen:
        """Returns one of some options that say as much about the one reason: what fits best about the others."""
        fits = [fsum(v * (person.has[reason] - 0.5) for reason, v in self._says[at]) for at in group]
        return person.one_of([at for at, fit in zip(group, fits, strict=True) if fit == max(fits)])


class _Nearest:
    """An item whose options point different ways: the one that is most true, or one that says nothing if none is."""

    def __init__(self, item: Item, place: dict[ReasonId, int]) -> None:
        top = max(item.most.values())
        said = [(at, _says(option, place, top)) for at, option in enumerate(item.options)]
        # Most options point to one reason, at full weight; the others say how strongly each of theirs counts.
        self._plain = tuple((at, says[0][0]) for at, says in said if [share for _, share in says] == [1.0])
        self._mixed = tuple((at, says) for at, says in said if says and [share for _, share in says] != [1.0])
        self._blank = tuple(at for at, says in said if not says)

    def choose(self, person: Person) -> Chosen:
        shows, draw = person.shows, person.draw
        best, most = 0, -9.0
        for at, reason in self._plain:
            latent = shows[reason] + NOISES[int(draw() * STEPS)]
            if latent > most:
                best, most = at, latent
        for at, says in self._mixed:
            latent = EASE + NOISES[int(draw() * STEPS)]
            for reason, share in says:
                latent += LOADING * share * person.has[reason]
            if latent > most:
                best, most = at, latent
        return person.one_of(self._blank) if self._blank and most <= TICKS_OVER else (best,)


class _Ticks:
    """A tick-all item: what is true enough, at most four, or none of these."""

    def __init__(self, item: Item, place: dict[ReasonId, int]) -> None:
        top = max(item.most.values(), default=1.0)
        *others, _ = item.options
        says = [_says(option, place, top) for option in others]
        # Most lines point to one reason, at full weight; the others say how strongly each of theirs counts.
        self._plain = tuple((at, one[0][0]) for at, one in enumerate(says) if [share for _, share in one] == [1.0])
        self._mixed = tuple((at, one) for at, one in enumerate(says) if [share for _, share in one] != [1.0])
        self._none: Chosen = (len(others),)

    def choose(self, person: Person) -> Chosen:
        draw, ticks = person.draw, person.ticks
        true = [at for at, reason in self._plain if draw() < ticks[reason]]
        for at, says in self._mixed:
            if draw() < tick_chance(fsum(share * person.has[reason] for reason, share in says)):
                true.append(at)
        while len(true) > MOST_TICKS:
            true.pop(int(draw() * len(true)))
        return tuple(sorted(true)) or self._none


def _says(option: Option, place: dict[ReasonId, int], top: float = 1.0) -> tuple[tuple[int, float], ...]:
    return tuple((place[reason], v / top) for reason, v in option.balanced.items())
