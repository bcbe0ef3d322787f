"""Checks what items and conditions say: every option, reason, scale and `show_if` names something that may be named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stuckpoint.bank import NONE_OF_THESE
from stuckpoint.bank.conditions import All, Any, Chosen, Condition
from stuckpoint.loading.arrangement import Arrangement, Placed
from stuckpoint.loading.files import Role
from stuckpoint.loading.wording import known_reason, known_track, wording_problems
from stuckpoint.reading import Code, Entry, Place, Problem, Scalar
from stuckpoint.reading.fields import ITEM
from stuckpoint.reading.problems import did_you_mean, quoted


class _Known(NamedTuple):
    """What conditions look at: by id, all items called so, and by track, where each item stands."""

    arrangement: Arrangement
    called: Mapping[str, Sequence[Placed]]
    orders: Mapping[str, Mapping[Placed, int]]


def condition_of(entry: Entry) -> Condition | None:
    """Returns the condition that an item's `show_if` says; None where there is none."""
    return _condition(entry.entry("show_if")) if "show_if" in entry.values else None


def condition_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the conditions of all items."""
    called: dict[str, list[Placed]] = {}
    for placed in arrangement.items:
        called.setdefault(placed.id, []).append(placed)
    tracks = arrangement.tracks.items()
    orders = {name: {one: at for at, one in enumerate((*parts.context, *parts.items))} for name, parts in tracks}
    known = _Known(arrangement, called, orders)
    for placed in arrangement.items:
        for name, options in _leaves(placed.entry.entry("show_if")):
            yield from _leaf(name, options, placed, known)


def _condition(written: Entry) -> Condition:
    (key,) = written.values
    if key in ("all", "any"):
        parts = tuple(map(_condition, written.entries(key)))
        return All(parts) if key == "all" else Any(parts)
    return Chosen(key, frozenset(written.texts(key)))


def _leaves(written: Entry) -> Iterator[tuple[Scalar, tuple[Scalar, ...]]]:
    """Yields each item that a condition names, with the options it waits for."""
    for key, name in written.keys.items():
        if key in ("all", "any"):
            for part in written.entries(key):
                yield from _leaves(part)
        else:
            yield name, written.scalars(key)


def _leaf(name: Scalar, options: tuple[Scalar, ...], placed: Placed, known: _Known) -> Iterator[Problem]:
    item, arrangement = name.text, known.arrangement
    named: list[Placed] = []
    for track in placed.tracks:
        order = known.orders.get(track, {})
        if placed not in order or (placed.reason and arrangement.is_outside(placed.reason, track)):
            continue
        found = min((one for one in known.called.get(item, ()) if one in order), key=order.__getitem__, default=None)
        if found is None:
            yield from _not_there(name, track, known)
            return
        if order[found] >= order[placed]:
            which = "this item itself" if found is placed else f"'{item}', which is asked later"
            to_do = "name an item that stands before this one"
            yield Problem(name.place, Code.LOOKS_AHEAD, f"show_if names {which}", to_do)
            return
        if "number" in found.entry.values:
            what = f"'{item}' is answered with a number, and show_if looks at options only"
            yield Problem(name.place, Code.UNKNOWN_OPTION, what, "name an item with options")
            return
        named.append(found)
    if any(is_private(one, arrangement) for one in named) and not is_private(placed, arrangement):
        what = f"'{item}' is private, and this item is not"
        to_do = "add 'private: true' to this item, or ask by another item"
        yield Problem(name.place, Code.PRIVATE_CONDITION, what, to_do)
    offered = [ids for one in named if (ids := _options_of(one, arrangement)) is not None]
    for option in options:
        if lacking := next((ids for ids in offered if option.text not in ids), None):
            what = f"the item '{item}' has no option {quoted(option.text)}"
            yield Problem(option.place, Code.UNKNOWN_OPTION, what, did_you_mean(option.text, lacking))


def _not_there(name: Scalar, track: str, known: _Known) -> Iterator[Problem]:
    outside, elsewhere = known.arrangement.is_outside, known.called.get(name.text, ())
    if any(one.reason and not outside(one.reason, track) and track not in one.tracks for one in elsewhere):
        return  # where it is asked is itself in doubt, or narrowed by its own tracks
    if elsewhere:
        what = f"the item '{name.text}' is not asked in the track '{track}'"
        yield Problem(name.place, Code.OUTSIDE_TRACK, what, "narrow the tracks of this item, or name another one")
    else:
        what = f"there is no item {quoted(name.text)}"
        to_do = did_you_mean(name.text, known.called, elsewhere="'stuckpoint map' lists them")
        yield Problem(name.place, Code.UNKNOWN_ITEM, what, to_do)


def _options_of(placed: Placed, arrangement: Arrangement) -> tuple[str, ...] | None:
    """Returns the ids of an item's options; None where they cannot be told."""
    scale = placed.entry.scalar("scale")
    holder = arrangement.scales.get(scale.text) if scale else placed.entry
    twice = scale is not None and scale.text in arrangement.scales_twice
    if holder is None or twice:
        return None
    return tuple(option.text("id") for option in holder.entries("options"))


def item_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the meaning of the items, conditions left out."""
    outside = {
        name: frozenset(track for track in arrangement.tracks if arrangement.is_outside(reason, track))
        for name, reason in arrangement.reasons.items()
    }
    for placed in arrangement.items:
        if placed.reason:
            yield from narrowing(placed.entry, placed.reason, arrangement)
        elif "tracks" in placed.entry.values:
            what = "an item in a track file is asked in that track alone"
            yield Problem(placed.entry.keys["tracks"].place, Code.UNUSED_KEY, what, "delete its tracks")
        yield from wording_problems(placed.entry, ITEM, placed.tracks, arrangement)
        yield from _answers(placed.entry, arrangement)
        yield from _weights(placed, arrangement, outside)


def is_private(placed: Placed, arrangement: Arrangement) -> bool:
    """Says whether an item is marked private, belongs to a private reason, or points to one."""
    private = arrangement.private_reasons
    return placed.marked_private or (bool(private) and any(name in private for name, _ in _points(placed.entry)))


def narrowing(entry: Entry, reason: Entry | None, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the tracks that an item, step or line narrows itself to."""
    for scalar in entry.scalars("tracks"):
        if scalar.text not in arrangement.tracks:
            yield from known_track(scalar, arrangement)
        elif reason and arrangement.is_outside(reason, scalar.text):
            what = f"its reason is not in the track '{scalar.text}'"
            yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "keep to the reason's tracks, or add this one there")


_ANSWERED_BY = {"scale": "a scale", "number": "a number", "options": "options of its own"}


def _answers(entry: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with how an item is answered."""
    has = entry.values.keys()
    kinds = [key for key in _ANSWERED_BY if key in has]
    if not kinds:
        to_do = "add 'scale:', 'options:' or 'number:'"
        yield Problem(entry.place, Code.MISSING_KEY, "this item has no answers", to_do)
    elif len(kinds) > 1:
        what = f"this item has {' and '.join(_ANSWERED_BY[key] for key in kinds)}"
        yield Problem(entry.keys[kinds[-1]].place, Code.UNUSED_KEY, what, "keep one of them")
    elif "options" not in has:
        scale, number = entry.scalar("scale"), entry.entry("number")
        if scale and scale.text not in arrangement.scales:
            what = f"there is no scale {quoted(scale.text)}"
            yield Problem(scale.place, Code.UNKNOWN_SCALE, what, did_you_mean(scale.text, arrangement.scales))
        if number.values and number.number("from") >= number.number("to"):
            what = f"from {number.text('from')} to {number.text('to')} there is no number to choose"
            to_do = "write the lower first, and 'reverse: true' if the lower counts more"
            yield Problem(number.values["from"].place, Code.BAD_NUMBER, what, to_do)
        if entry.text("choose") == "many":
            what = f"{_ANSWERED_BY[kinds[0]]} is one answer"
            yield Problem(entry.keys["choose"].place, Code.UNUSED_KEY, what, "delete 'choose', or write options")
    else:
        for key in ("reverse", "points_to"):
            if key in has:
                to_do = "delete it" if key == "reverse" else "put it on the options"
                what = f"'{key}' has no effect on an item with options"
                yield Problem(entry.keys[key].place, Code.UNUSED_KEY, what, to_do)
        yield from _none_of_these(entry)


def _none_of_these(entry: Entry) -> Iterator[Problem]:
    options = entry.entries("options")
    many = entry.text("choose") == "many"
    found = [option for option in options if option.text("id") == NONE_OF_THESE]
    for option in found:
        if "points_to" in option.values:
            place = option.keys["points_to"].place
            yield Problem(place, Code.NONE_OF_THESE, "'none_of_these' points to a reason", "delete its points_to")
    if many and found and found[-1] is not options[-1]:
        what = "'none_of_these' is not the last option"
        yield Problem(found[-1].place, Code.NONE_OF_THESE, what, "move it to the end")
    if many and not found:
        what = "an item that takes many answers has no 'none_of_these'"
        to_do = "add {id: none_of_these, text: None of these} as the last option"
        yield Problem(entry.keys["options"].place, Code.NONE_OF_THESE, what, to_do)


def _holders(entry: Entry) -> tuple[Entry, ...]:
    """Returns the parts of an item that may have weights: itself and its options."""
    return (entry, *entry.entries("options"))


def _points(entry: Entry) -> list[tuple[str, Place]]:
    pointing = (holder.entry("points_to").keys.items() for holder in _holders(entry))
    return [(name, key.place) for points in pointing for name, key in points]


def _weights(placed: Placed, arrangement: Arrangement, outside: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yields what is wrong with what an item points to; `outside` has the tracks that each reason is not in."""
    entry = placed.entry
    if placed.role is Role.CONTEXT:
        if "ask" in entry.values:
            what = "a context item is always asked"
            yield Problem(entry.keys["ask"].place, Code.UNUSED_KEY, what, "delete 'ask'")
        for holder in _holders(entry):
            if "points_to" in holder.values:
                what = "a context item is never scored"
                yield Problem(holder.keys["points_to"].place, Code.UNUSED_KEY, what, "delete its points_to")
        return
    points = _points(entry)
    if placed.role is Role.OPENING and "options" not in entry.values and not points:
        what = "an item in a track file has no reason of its own, and points to none"
        yield Problem(entry.place, Code.MISSING_KEY, what, "add 'points_to: {reason: 1}'")
    for name, place in points:
        for problem in known_reason(name, place, arrangement):
            is_answer = name in (_options_of(placed, arrangement) or ())
            what = f"{quoted(name)} is an answer, and not a reason"
            to_do = "leave points_to out where the last answer counts most, or name a reason: {fit: 1}"
            yield problem._replace(what=what, to_do=to_do) if is_answer else problem
        if elsewhere := next((track for track in placed.tracks if track in outside.get(name, ())), None):
            what = f"'{name}' is not in the track '{elsewhere}', where this is asked"
            yield Problem(place, Code.OUTSIDE_TRACK, what, "narrow the item's tracks, or point elsewhere")
        if name in arrangement.private_reasons and not placed.marked_private:
            what = f"'{name}' is private, and this item is not"
            yield Problem(place, Code.PRIVATE_REASON, what, "add 'private: true' to the item, or point elsewhere")
