"""Checks every `show_if`: that it names items and options there are, asked before it, in every track concerned."""

from collections.abc import Iterator
from dataclasses import dataclass

from stuckpoint.arrangement import Arrangement, Placed, TrackParts
from stuckpoint.conditions import All, Any, Chosen, Condition
from stuckpoint.entries import Entries, Entry
from stuckpoint.files import FileKind
from stuckpoint.meaning import is_private
from stuckpoint.problems import Code, Place, Problem, did_you_mean, quoted
from stuckpoint.source import Scalar

_HOLD_ITEMS = frozenset({FileKind.REASON, FileKind.TRACK})


@dataclass(frozen=True, slots=True)
class _Leaf:
    item: str
    place: Place
    options: tuple[Scalar, ...]


def condition_of(entry: Entry) -> Condition | None:
    """Returns the condition that an item's `show_if` says; None where there is none."""
    written = entry.entry("show_if")
    return _condition(written) if written else None


def condition_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the conditions of all items."""
    conditional = [placed for placed in arrangement.placed() if "show_if" in placed.entry.values]
    if not conditional:
        return
    orders = {name: _Order.of(parts) for name, parts in arrangement.tracks.items()}
    for placed in conditional:
        if written := placed.entry.entry("show_if"):
            for leaf in _leaves(written):
                yield from _leaf(leaf, placed, orders, arrangement)


@dataclass(frozen=True, slots=True)
class _Order:
    """The items of one track as they are asked: the first of each id, and where each stands."""

    first: dict[str, tuple[int, Placed]]
    at: dict[int, int]

    @classmethod
    def of(cls, parts: TrackParts) -> "_Order":
        items = list(enumerate((*parts.context, *parts.items)))
        first = {placed.id: (number, placed) for number, placed in reversed(items)}
        return cls(first, {id(placed): number for number, placed in items})


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


def _leaf(leaf: _Leaf, placed: Placed, orders: dict[str, _Order], arrangement: Arrangement) -> Iterator[Problem]:
    named: Placed | None = None
    for track in placed.tracks:
        if track not in orders:
            continue
        number, found = orders[track].first.get(leaf.item, (-1, None))
        if found is None:
            yield from _not_there(leaf, track, orders, arrangement)
            return
        if number >= orders[track].at[id(placed)]:
            which = "this item itself" if found is placed else f"'{leaf.item}', which is asked later"
            to_do = "name an item that stands before this one"
            yield Problem(leaf.place, Code.LOOKS_AHEAD, f"show_if names {which}", to_do)
            return
        named = found
    if named is None:
        return
    if is_private(named, arrangement) and not is_private(placed, arrangement):
        what = f"'{leaf.item}' is private, and this item is not"
        yield Problem(
            leaf.place,
            Code.PRIVATE_CONDITION,
            what,
            "add 'private: true' to this item, or ask by another item",
        )
    known = _options_of(named, arrangement)
    for scalar in leaf.options:
        if known is not None and scalar.text not in known:
            what = f"the item '{leaf.item}' has no option {quoted(scalar.text)}"
            yield Problem(scalar.place, Code.UNKNOWN_OPTION, what, did_you_mean(scalar.text, known))


def _not_there(leaf: _Leaf, track: str, orders: dict[str, _Order], arrangement: Arrangement) -> Iterator[Problem]:
    everywhere = {name for order in orders.values() for name in order.first}
    if leaf.item in everywhere:
        what = f"the item '{leaf.item}' is not asked in the track '{track}'"
        yield Problem(leaf.place, Code.OUTSIDE_TRACK, what, "narrow the tracks of this item, or name another one")
    elif arrangement.unreadable.isdisjoint(_HOLD_ITEMS):
        what = f"there is no item {quoted(leaf.item)}"
        yield Problem(leaf.place, Code.UNKNOWN_ITEM, what, did_you_mean(leaf.item, everywhere))


def _options_of(placed: Placed, arrangement: Arrangement) -> frozenset[str] | None:
    """Returns the ids of an item's options; None where they cannot be told."""
    scale = placed.entry.scalar("scale")
    holder = arrangement.scales.get(scale.text) if scale else placed.entry
    if holder is None or not holder.is_whole("options"):
        return None
    return frozenset(option.text("id") for option in holder.entries("options"))
