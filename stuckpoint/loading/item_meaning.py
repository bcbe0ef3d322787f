"""Checks what an item says: how it is answered, what it points to, where it is asked."""

from collections.abc import Iterator, Mapping

from stuckpoint.bank.model import NONE_OF_THESE
from stuckpoint.loading.arrangement import Arrangement, Name, Placed, Role
from stuckpoint.loading.wording import known_track, wording_problems
from stuckpoint.reading.entries import Entry
from stuckpoint.reading.item_fields import ITEM
from stuckpoint.reading.problems import Code, Place, Problem, did_you_mean, quoted


def item_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the meaning of the items, conditions left out."""
    outside = {
        name: frozenset(track for track in arrangement.tracks if arrangement.is_outside(reason, track))
        for name, reason in arrangement.reasons.items()
    }
    for placed in arrangement.items:
        if placed.role is Role.OWN:
            yield from narrowing(placed.entry, placed.reason, arrangement)
        elif "tracks" in placed.entry.values:
            what = "an item in a track file is asked in that track alone"
            yield Problem(placed.entry.keys["tracks"], Code.UNUSED_KEY, what, "delete its tracks")
        yield from wording_problems(placed.entry, ITEM, placed.tracks, arrangement)
        yield from _answers(placed.entry, arrangement)
        yield from _weights(placed, arrangement, outside)


def is_private(placed: Placed, arrangement: Arrangement) -> bool:
    """Says whether an item is marked private, belongs to a private reason, or points to one."""
    private = arrangement.private_reasons
    return placed.marked_private or (bool(private) and any(name in private for name, _ in _points(placed.entry)))


def known_reason(name: str, arrangement: Arrangement) -> str:
    """Returns what to do about a reason that there is not."""
    elsewhere = "'stuckpoint reasons' lists them; if it is in a file of yours, check the folder that holds both"
    return did_you_mean(name, arrangement.reasons, elsewhere=elsewhere)


def narrowing(entry: Entry, reason: Entry | None, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the tracks that an item, step or line narrows itself to."""
    for scalar in entry.scalars("tracks"):
        if scalar.text not in arrangement.tracks:
            yield from known_track(scalar, arrangement)
        elif reason and arrangement.is_outside(reason, scalar.text):
            what = f"its reason is not in the track '{scalar.text}'"
            yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "keep to the reason's tracks, or add this one there")


def _answers(entry: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with how an item is answered."""
    has = entry.values.keys()
    if "scale" in has and "options" in has:
        what = "this item has a scale and options of its own"
        yield Problem(entry.keys["options"], Code.UNUSED_KEY, what, "keep one of them")
    elif "scale" not in has and "options" not in has:
        if entry.whole:
            yield Problem(entry.place, Code.MISSING_KEY, "this item has no answers", "add 'scale:' or 'options:'")
    elif "scale" in has:
        scale = entry.scalar("scale")
        if scale and scale.text not in arrangement.scales and not arrangement.may_be_there(Name.SCALE, scale.text):
            what = f"there is no scale {quoted(scale.text)}"
            yield Problem(scale.place, Code.UNKNOWN_SCALE, what, did_you_mean(scale.text, arrangement.scales))
        if entry.text("choose") == "many":
            to_do = "delete 'choose', or write options"
            yield Problem(entry.keys["choose"], Code.UNUSED_KEY, "a scale has one answer", to_do)
    else:
        for key in ("reverse", "points_to"):
            if key in has:
                to_do = "delete it" if key == "reverse" else "put it on the options"
                yield Problem(entry.keys[key], Code.UNUSED_KEY, f"'{key}' has no effect on an item with options", to_do)
        yield from _none_of_these(entry)


def _none_of_these(entry: Entry) -> Iterator[Problem]:
    options = entry.entries("options")
    many = entry.text("choose") == "many"
    found = [option for option in options if option.text("id") == NONE_OF_THESE]
    for option in found:
        if "points_to" in option.values:
            place = option.keys["points_to"]
            yield Problem(place, Code.NONE_OF_THESE, "'none_of_these' points to a reason", "delete its points_to")
    if many and found and found[-1] is not options[-1]:
        what = "'none_of_these' is not the last option"
        yield Problem(found[-1].place, Code.NONE_OF_THESE, what, "move it to the end")
    if many and not found and entry.is_complete("options") and all(option.text("id") for option in options):
        what = "an item that takes many answers has no 'none_of_these'"
        to_do = "add {id: none_of_these, text: None of these} as the last option"
        yield Problem(entry.keys.get("options", entry.place), Code.NONE_OF_THESE, what, to_do)


def _holders(entry: Entry) -> tuple[Entry, ...]:
    """Returns the parts of an item that may have weights: itself and its options."""
    return (entry, *entry.entries("options"))


def _points(entry: Entry) -> list[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []
    for holder in _holders(entry):
        if points := holder.entry("points_to"):
            found.extend(points.keys.items())
    return found


def _weights(placed: Placed, arrangement: Arrangement, outside: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yields what is wrong with what an item points to; `outside` has the tracks that each reason is not in."""
    entry = placed.entry
    if placed.role is Role.CONTEXT:
        for holder in _holders(entry):
            if "points_to" in holder.values:
                what = "a context item is never scored"
                yield Problem(holder.keys["points_to"], Code.UNUSED_KEY, what, "delete its points_to")
        return
    points = _points(entry)
    if placed.role is Role.OPENING and "scale" in entry.values and not points and entry.whole:
        what = "an item in a track file has no reason of its own, and points to none"
        yield Problem(entry.place, Code.MISSING_KEY, what, "add 'points_to: {reason: 1}'")
    for name, place in points:
        reason = arrangement.reasons.get(name)
        if reason is None:
            if not arrangement.may_be_there(Name.REASON, name):
                what = f"there is no reason {quoted(name)}"
                yield Problem(place, Code.UNKNOWN_REASON, what, known_reason(name, arrangement))
            continue
        if elsewhere := next((track for track in placed.tracks if track in outside[name]), None):
            what = f"'{name}' is not in the track '{elsewhere}', where this is asked"
            yield Problem(place, Code.OUTSIDE_TRACK, what, "narrow the item's tracks, or point elsewhere")
        if name in arrangement.private_reasons and not placed.marked_private:
            what = f"'{name}' is private, and this item is not"
            yield Problem(place, Code.PRIVATE_REASON, what, "add 'private: true' to the item, or point elsewhere")
