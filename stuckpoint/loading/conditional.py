"""Checks every `show_if`: that it names items and options there are, asked before it, in every track concerned."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stuckpoint.bank.conditions import All, Any, Chosen, Condition
from stuckpoint.loading.arrangement import Arrangement, Name, Placed, TrackParts
from stuckpoint.loading.item_meaning import is_private
from stuckpoint.reading.entries import Entries, Entry
from stuckpoint.reading.problems import Code, Place, Problem, did_you_mean, quoted
from stuckpoint.reading.tree import Scalar


class _Leaf(NamedTuple):
    item: str
    place: Place
    options: tuple[Scalar, ...]


def condition_of(entry: Entry) -> Condition | None:
    """Returns the condition that an item's `show_if` says; None where there is none."""
    written = entry.entry("show_if")
    return _condition(written) if written else None


def condition_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the conditions of all items."""
    conditional = [placed for placed in arrangement.items if "show_if" in placed.entry.values]
    if not conditional:
        return
    known = _Known(arrangement)
    for placed in conditional:
        if written := placed.entry.entry("show_if"):
            for leaf in _leaves(written):
                yield from _leaf(leaf, placed, known)


class _Order(NamedTuple):
    """The items of one track as they are asked: the first of each id, and where each stands."""

    first: dict[str, tuple[int, Placed]]
    at: dict[int, int]

    @classmethod
    def of(cls, parts: TrackParts) -> "_Order":
        items = list(enumerate((*parts.context, *parts.items)))
        first = {placed.id: (number, placed) for number, placed in reversed(items)}
        return cls(first, {id(placed): number for number, placed in items})


class _Known:
    """What conditions look at, each part worked out once: thousands of them may name the same item."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self.orders = {name: _Order.of(parts) for name, parts in arrangement.tracks.items()}
        self.called: dict[str, list[Placed]] = {}
        for placed in arrangement.items:
            self.called.setdefault(placed.id, []).append(placed)
        self.is_private = cache(lambda placed: is_private(placed, arrangement))
        self.options_of = cache(lambda placed: _options_of(placed, arrangement))


def _condition(written: Entry) -> Condition:
    ((key, value),) = written.values.items()
    if key in ("all", "any"):
        nested = value.values if isinstance(value, Entries) else ()
        parts = tuple(_condition(one) for one in nested if isinstance(one, Entry))
        return All(parts) if key == "all" else Any(parts)
    return Chosen(key, frozenset(written.texts(key)))


def _leaves(written: Entry) -> Iterator[_Leaf]:
    ((key, value),) = written.values.items()
    if key in ("all", "any"):
        for one in value.values if isinstance(value, Entries) else ():
            if isinstance(one, Entry):
                yield from _leaves(one)
    else:
        yield _Leaf(key, written.keys[key], written.scalars(key))


def _leaf(leaf: _Leaf, placed: Placed, known: _Known) -> Iterator[Problem]:
    named: list[Placed] = []
    for track in placed.tracks:
        order = known.orders.get(track)
        if order is None or id(placed) not in order.at:
            continue
        number, found = order.first.get(leaf.item, (-1, None))
        if found is None:
            yield from _not_there(leaf, track, known)
            return
        if number >= order.at[id(placed)]:
            which = "this item itself" if found is placed else f"'{leaf.item}', which is asked later"
            to_do = "name an item that stands before this one"
            yield Problem(leaf.place, Code.LOOKS_AHEAD, f"show_if names {which}", to_do)
            return
        named.append(found)
    if any(map(known.is_private, named)) and not known.is_private(placed):
        what = f"'{leaf.item}' is private, and this item is not"
        to_do = "add 'private: true' to this item, or ask by another item"
        yield Problem(leaf.place, Code.PRIVATE_CONDITION, what, to_do)
    for scalar in leaf.options:
        for options in map(known.options_of, named):
            if options is not None and scalar.text not in options:
                what = f"the item '{leaf.item}' has no option {quoted(scalar.text)}"
                yield Problem(scalar.place, Code.UNKNOWN_OPTION, what, did_you_mean(scalar.text, options))
                break


def _not_there(leaf: _Leaf, track: str, known: _Known) -> Iterator[Problem]:
    arrangement = known.arrangement
    elsewhere = known.called.get(leaf.item, ())
    if any(
        one.reason and not arrangement.is_outside(one.reason, track) and track not in one.tracks for one in elsewhere
    ):
        return  # where it is asked is itself in doubt, or narrowed by its own tracks
    if elsewhere:
        what = f"the item '{leaf.item}' is not asked in the track '{track}'"
        yield Problem(leaf.place, Code.OUTSIDE_TRACK, what, "narrow the tracks of this item, or name another one")
    elif not arrangement.may_be_there(Name.ITEM, leaf.item):
        what = f"there is no item {quoted(leaf.item)}"
        to_do = did_you_mean(leaf.item, known.called, elsewhere="'stuckpoint map' lists them")
        yield Problem(leaf.place, Code.UNKNOWN_ITEM, what, to_do)


def _options_of(placed: Placed, arrangement: Arrangement) -> dict[str, Entry] | None:
    """Returns the ids of an item's options; None where they cannot be told."""
    scale = placed.entry.scalar("scale")
    holder = arrangement.scales.get(scale.text) if scale else placed.entry
    twice = scale is not None and scale.text in arrangement.scales_twice
    if holder is None or twice or not holder.is_whole("options"):
        return None
    return {option.text("id"): option for option in holder.entries("options")}
