"""How often a change is marked for invented people who answer twice: some have changed, and some have not.

Run as `python benchmarks/changing.py [PEOPLE]`; 2,000 for each track, length and noise when no number is given, which
takes about five minutes. Every figure is about invented people: they have no memory and no mood, so real people who
have not changed will see a mark more often.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from random import Random

from stuckpoint.bank import NONE_OF_THESE, Bank, Item, ItemId, Option, ReasonId, Response, Responses, Track
from stuckpoint.bank.reach import on_path
from stuckpoint.bank.weights import point_different_ways
from stuckpoint.engine import Length, next_item
from stuckpoint.engine.change import FALSE_MARKS, MAY_HAVE_MOVED, MOVED, Moved, changes
from stuckpoint.loading import open_bank

PEOPLE = 2000
# The head of the table that stands in docs/method.md, "What has moved".
HEAD = (
    "| therapy | length | noise | questions compared | reasons judged | line needed | any mark, of 100 people | "
    "one mark, of 100 reasons | any *may have moved* or mark, of 100 people | finds a fall by 0.25, of 100 | by 0.50 |"
    "\n| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)
ANY, EACH = (
    FALSE_MARKS / 100,
    0.015,
)  # at most so many unchanged people may see any mark, and so many a mark at one reason
_ABOVE = 0.50  # how far a line has to show to be ticked or chosen
_MOST_TICKS = 4
_STYLES = ((1.0, 0.0),) * 2 + ((1.0, 0.18), (1.7, 0.0), (0.55, 0.0))  # stretch and lean, each one in five
_HOW_MANY = (*(0,) * 3, *(1,) * 7, *(2,) * 6, *(3,) * 4)  # so many reasons, each one time in twenty


@dataclass(frozen=True)
class Noise:
    """How far one answer is from what a person has: on a scale, of a line to tick, and how often it is by chance."""

    name: str
    scale: float
    tick: float
    at_random: float


NOISES = (Noise("low", 0.14, 0.08, 0.01), Noise("medium", 0.22, 0.10, 0.04), Noise("high", 0.32, 0.14, 0.08))


class World:
    """A track as people understand it: how far what they have shows in each answer, which no author knows."""

    def __init__(self, track: Track, chance: Random) -> None:
        self.track = track
        self._loading = {
            (item.id, reason): 0.85 * exp(chance.gauss(0, 0.30)) for item in track.items for reason in item.most
        }
        self._ease = {item.id: chance.gauss(0.08, 0.08) for item in track.items}

    def shows(self, item: Item, says: Mapping[ReasonId, float], has: Mapping[ReasonId, float]) -> float:
        """Returns how far something that says so much about each reason is true of someone."""
        return self._ease[item.id] + sum(share * self._loading[item.id, one] * has[one] for one, share in says.items())


@dataclass(frozen=True)
class Person:
    """Someone who answers: what stays the same from one take to the next."""

    has: Mapping[ReasonId, float]
    true: tuple[ReasonId, ...]
    style: tuple[float, float]
    skips: float
    spared: frozenset[ReasonId]
    readiness: float
    gates: Mapping[ItemId, Response]

    def fallen(self, reason: ReasonId, by: float) -> "Person":
        """Returns the same person, with less of one reason."""
        return replace(self, has={**self.has, reason: max(0.0, self.has[reason] - by)})


def invented(track: Track, chance: Random) -> Person:
    """Invents a person for a track."""
    reasons = [reason.id for reason in track.reasons]
    true = tuple(chance.sample(reasons, min(chance.choice(_HOW_MANY), len(reasons))))
    mild = {reason: min(max(chance.gauss(0.14, 0.08), 0.0), 0.40) for reason in reasons}
    gates = [item for item in (*track.context, *track.items) if not item.most]
    return Person(
        has={**mild, **{reason: chance.uniform(0.5, 1.0) for reason in true}},
        true=true,
        style=chance.choice(_STYLES),
        skips=chance.betavariate(3, 17),
        spared=frozenset(reason for reason in reasons if chance.random() < 0.03),
        readiness=chance.gauss(0, 0.06),
        gates={item.id: (chance.choice(item.options).id,) for item in gates},
    )


def answered(world: World, item: Item, person: Person, noise: Noise, chance: Random) -> Response:
    """Returns what a person answers to an item this time."""
    if item.id in person.gates:
        return person.gates[item.id]
    if chance.random() < person.skips or (item.most and person.spared.issuperset(item.most)):
        return ()
    if chance.random() < noise.at_random:
        return (chance.choice(item.options).id,)
    if item.many:
        return _ticked(world, item, person, noise, chance)
    if point_different_ways([option.balanced for option in item.options]):
        return (_nearest(world, item, person, noise, chance).id,)
    return (_graded(world, item, person, noise, chance).id,)


def _ticked(world: World, item: Item, person: Person, noise: Noise, chance: Random) -> Response:
    top = max(item.most.values(), default=1.0)
    true = []
    for option in item.options:
        shown = world.shows(item, _shares(option, top), person.has) + person.readiness
        if option.id != NONE_OF_THESE and shown + chance.gauss(0, noise.tick) > _ABOVE:
            true.append(option.id)
    while len(true) > _MOST_TICKS:
        true.remove(chance.choice(true))
    return tuple(true) or (NONE_OF_THESE,)


def _nearest(world: World, item: Item, person: Person, noise: Noise, chance: Random) -> Option:
    top = max(item.most.values())
    shown = [
        (world.shows(item, _shares(option, top), person.has) + chance.gauss(0, noise.scale), place)
        for place, option in enumerate(item.options)
        if option.balanced
    ]
    most, place = max(shown)
    blank = [option for option in item.options if not option.balanced]
    return blank[0] if blank and most <= _ABOVE else item.options[place]


def _graded(world: World, item: Item, person: Person, noise: Noise, chance: Random) -> Option:
    about = max(item.most, key=lambda reason: item.most[reason])
    stretch, lean = person.style
    shares = [option.balanced.get(about, 0.0) / item.most[about] for option in item.options]
    latent = world.shows(item, item.most, person.has) + chance.gauss(0, noise.scale)
    if len(shares) > 3:  # a response scale: some lean to its last answer, whatever is asked
        latent = 0.5 + stretch * (latent - 0.5) + (lean if shares[-1] > shares[0] else -lean)
    return min(item.options, key=lambda option: abs(option.balanced.get(about, 0.0) / item.most[about] - latent))


def _shares(option: Option, top: float) -> Mapping[ReasonId, float]:
    return {reason: v / top for reason, v in option.balanced.items()}


def first_take(bank: Bank, world: World, length: Length, person: Person, noise: Noise, chance: Random) -> Responses:
    """Returns what a person answers to what the quiz asks of them."""
    track = world.track
    context = {item.id: person.gates[item.id] for item in track.context}
    held: dict[ItemId, Response] = {id: context[id] for id in on_path(track.context, context)}
    while coming := next_item(bank, track.id, held, length):
        held[coming.id] = answered(world, coming, person, noise, chance)
    return held


def second_take(world: World, first: Responses, person: Person, noise: Noise, chance: Random) -> Responses:
    """Returns what a person answers when they are asked the same once more."""
    items = {item.id: item for item in (*world.track.context, *world.track.items)}
    return {id: answered(world, items[id], person, noise, chance) for id in first}


@dataclass
class Count:
    """How many times its own noise each change was, one list for each person."""

    times: list[list[float]]
    shared: list[int]
    fallen: dict[float, list[float]]  # by how far a true reason fell: how many times its noise, as a fall

    def any_mark(self, line: float) -> float:
        """Returns how many people see a mark, from 0 to 1."""
        return share(max(times, default=0.0) >= line for times in self.times)

    def each_mark(self, line: float) -> float:
        """Returns how many changes that can be judged are marked, from 0 to 1."""
        return share(one >= line for times in self.times for one in times)


def share(so: Iterable[bool]) -> float:
    """Returns how many of these are so, from 0 to 1."""
    every = list(so)
    return sum(every) / len(every) if every else 0.0


def counted(bank: Bank, track: Track, length: Length, noise: Noise, people: int, chance: Random) -> Count:
    """Counts what comes of so many people who answer twice."""
    count = Count([], [], {0.25: [], 0.50: []})
    same = {item.id for item in track.items}
    for number in range(people):
        if number % 100 == 0:
            world = World(track, chance)
        person = invented(track, chance)
        first = first_take(bank, world, length, person, noise, chance)
        found = changes(bank, track.id, first, second_take(world, first, person, noise, chance), same)
        said = [one for one in found.changes if one.moved is not Moved.NOT_ENOUGH]
        count.times.append([abs(one.change) / one.noise for one in said])
        count.shared.append(len(found.compared))
        for by, fallen in count.fallen.items():
            for reason in person.true[:1]:
                second = second_take(world, first, person.fallen(reason, by), noise, chance)
                for one in changes(bank, track.id, first, second, same).changes:
                    if one.reason.id == reason and not one.reason.private:
                        fallen.append(-one.change / one.noise if one.moved is not Moved.NOT_ENOUGH else 0.0)
    return count


def line_needed(counts: Sequence[Count]) -> float:
    """Returns the lowest line, to a tenth, at which no count has more false marks than it may."""
    tenths = range(20, 80)
    enough = (one / 10 for one in tenths if all(_holds(count, one / 10) for count in counts))
    return next(enough, tenths[-1] / 10)


def _holds(count: Count, line: float) -> bool:
    return count.any_mark(line) <= ANY and count.each_mark(line) <= EACH


def row(name: str, length: Length, noise: Noise, count: Count) -> str:
    """Returns one row of the table."""
    found = [f"{100 * share(one >= MOVED for one in times):.0f}" for times in count.fallen.values()]
    cells = [
        f"{sum(count.shared) / len(count.shared):.0f}",
        f"{sum(map(len, count.times)) / len(count.times):.1f}",
        f"{line_needed([count]):.1f}",
        f"{100 * count.any_mark(MOVED):.1f}",
        f"{100 * count.each_mark(MOVED):.2f}",
        f"{100 * count.any_mark(MAY_HAVE_MOVED):.0f}",
        *found,
    ]
    return f"| {name} | `{length}` | {noise.name} | {' | '.join(cells)} |"


def main() -> None:
    """Prints a table: a row for each track, length and noise."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    bank = open_bank()
    print(f"{people} people for each row; marked from {MOVED} on, 'may have' from {MAY_HAVE_MOVED} on.\n")
    print(HEAD)
    counts: list[Count] = []
    for track in bank.tracks.values():
        for length in Length:
            for noise in NOISES:
                counts.append(counted(bank, track, length, noise, people, Random(f"{track.id} {length} {noise.name}")))
                print(row(track.name, length, noise, counts[-1]), flush=True)
    print(f"\nOne line for all of them: {line_needed(counts):.1f}")


if __name__ == "__main__":
    main()
