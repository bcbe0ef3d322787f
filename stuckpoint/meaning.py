"""Checks what a bank says: that every name used names something, and that every rule about items is kept.

Judges only what is right in shape, and holds back about names that an unreadable file may have held.
"""

from collections.abc import Iterator, Mapping

from stuckpoint import fields
from stuckpoint.arrangement import Arrangement, Placed, Role
from stuckpoint.entries import Entry, Shaped
from stuckpoint.files import FileKind
from stuckpoint.kinds import ListOf, MapOf, Record, Words
from stuckpoint.model import NONE_OF_THESE, StepGroup
from stuckpoint.problems import Code, Place, Problem, did_you_mean, quoted
from stuckpoint.source import Scalar


def meaning_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields everything in a bank that is right in shape and wrong in meaning."""
    for name, reason in arrangement.reasons.items():
        yield from _reason(name, reason, arrangement)
    for name, track in arrangement.tracks.items():
        if track.entry:
            yield from _track(name, track.entry, arrangement)
    for placed in arrangement.placed():
        yield from _tracks_of(placed.entry, placed.reason, arrangement)
        yield from _words(placed.entry, fields.ITEM, placed.tracks, arrangement)
        yield from _answers(placed, arrangement)
        yield from _weights(placed, arrangement)


def is_private(placed: Placed, arrangement: Arrangement) -> bool:
    """Says whether an item is marked private, belongs to a private reason, or points to one."""
    return placed.marked_private or any(_private_reason(name, arrangement) for name, _ in _points(placed.entry))


def _track(name: str, track: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    yield from _words(track, fields.TRACK, (name,), arrangement)
    for scalar in track.scalars("order"):
        reason = arrangement.reasons.get(scalar.text)
        if reason is None:
            yield from _unknown(scalar, Code.UNKNOWN_REASON, "reason", arrangement.reasons, arrangement)
        elif name not in reason.texts("tracks") and reason.is_whole("tracks"):
            what = f"the reason '{scalar.text}' is not in the track '{name}'"
            yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "take it out here, or add the track to the reason")


def _reason(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    for scalar in reason.scalars("tracks"):
        yield from _known_track(scalar, arrangement)
    yield from _words(reason, fields.REASON, reason.texts("tracks"), arrangement)
    steps = reason.entry("steps")
    groups = [steps.entries(group) for group in StepGroup] if steps else []
    advice = [entry for group in groups for entry in group]
    lines = reason.entries("opening_lines")
    for entry in (*advice, *lines):
        yield from _tracks_of(entry, reason, arrangement)
    if reason.is_whole("steps"):
        yield from _named(reason, "first_step", advice, Code.UNKNOWN_STEP, f"a step of '{name}'")
    if reason.is_whole("opening_lines"):
        yield from _named(reason, "first_line", lines, Code.UNKNOWN_LINE, f"an opening line of '{name}'")
    for note in reason.entries("research"):
        cited = note.scalar("cite")
        if cited and cited.text not in arrangement.references:
            yield from _unknown(cited, Code.UNKNOWN_REFERENCE, "reference", arrangement.references, arrangement)


def _named(
    reason: Entry, key: str, among: tuple[Entry, ...] | list[Entry], code: Code, called: str
) -> Iterator[Problem]:
    scalar = reason.scalar(key)
    known = [entry.text("id") for entry in among]
    if scalar and scalar.text not in known:
        yield Problem(scalar.place, code, f"'{scalar.text}' is not {called}", did_you_mean(scalar.text, known))


def _tracks_of(entry: Entry, reason: Entry | None, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with the tracks that an item, step or line narrows itself to."""
    for scalar in entry.scalars("tracks"):
        if scalar.text not in arrangement.tracks:
            yield from _known_track(scalar, arrangement)
        elif reason and scalar.text not in reason.texts("tracks") and reason.is_whole("tracks"):
            what = f"its reason is not in the track '{scalar.text}'"
            yield Problem(
                scalar.place,
                Code.OUTSIDE_TRACK,
                what,
                "keep to the tracks of the reason, or add this one there",
            )


def _known_track(scalar: Scalar, arrangement: Arrangement) -> Iterator[Problem]:
    if scalar.text not in arrangement.tracks:
        yield from _unknown(scalar, Code.UNKNOWN_TRACK, "track", arrangement.tracks, arrangement)


def _words(entry: Entry, record: Record, tracks: tuple[str, ...], arrangement: Arrangement) -> Iterator[Problem]:
    """Yields every text that is given per track and names an unknown one, or leaves one out."""
    for key, rule in record.fields.items():
        # Items are judged one by one, each with its own tracks.
        if rule.kind == ListOf(fields.ITEM) or key not in entry.values or key == "context":
            continue
        kind = rule.kind
        for value, inner in _texts(entry.values[key], kind):
            if isinstance(inner, Record) and isinstance(value, Entry):
                yield from _words(value, inner, value.texts("tracks") or tracks, arrangement)
            elif isinstance(value, Entry):
                for name, place in value.keys.items():
                    yield from _known_track(Scalar(place, name), arrangement)
                for track in tracks:
                    if track in arrangement.tracks and track not in value.values and value.whole:
                        what = f"there is no text for the track '{track}'"
                        yield Problem(value.place, Code.MISSING_KEY, what, f"add '{track}:' with the text")


def _texts(value: Shaped, kind: object) -> Iterator[tuple[Shaped, object]]:
    """Yields the texts and records inside a value, with their kinds."""
    match kind:
        case Words() | Record():
            yield value, kind
        case ListOf(inner) if not isinstance(value, Scalar | Entry):
            for one in value.values:
                yield from _texts(one, inner)
        case MapOf(inner) if isinstance(value, Entry):
            for one in value.values.values():
                yield from _texts(one, inner)


def _answers(placed: Placed, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with how an item is answered."""
    entry, place = placed.entry, placed.entry.place
    has = entry.values.keys()
    if "scale" in has and "options" in has:
        what = "this item has a scale and options of its own"
        yield Problem(entry.keys["options"], Code.UNUSED_KEY, what, "keep one of them")
    elif "scale" not in has and "options" not in has:
        if entry.whole:
            yield Problem(place, Code.MISSING_KEY, "this item has no answers", "add 'scale:' or 'options:'")
    elif "scale" in has:
        scale = entry.scalar("scale")
        if scale and scale.text not in arrangement.scales:
            yield from _unknown(scale, Code.UNKNOWN_SCALE, "scale", arrangement.scales, arrangement)
        if entry.text("choose") == "many":
            yield Problem(
                entry.keys["choose"],
                Code.UNUSED_KEY,
                "a scale has one answer",
                "delete 'choose', or write options",
            )
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
        if many and option is not options[-1]:
            yield Problem(
                option.place,
                Code.NONE_OF_THESE,
                "'none_of_these' is not the last option",
                "move it to the end",
            )
    if many and not found and entry.is_whole("options"):
        what = "an item that takes many answers has no 'none_of_these'"
        to_do = "add {id: none_of_these, text: None of these} as the last option"
        yield Problem(entry.keys.get("options", entry.place), Code.NONE_OF_THESE, what, to_do)


def _points(entry: Entry) -> Iterator[tuple[str, Place]]:
    for holder in (entry, *entry.entries("options")):
        if points := holder.entry("points_to"):
            yield from points.keys.items()


def _private_reason(name: str, arrangement: Arrangement) -> bool:
    reason = arrangement.reasons.get(name)
    return reason is not None and reason.flag("private")


def _weights(placed: Placed, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with what an item points to."""
    entry = placed.entry
    points = list(_points(entry))
    if placed.role is Role.CONTEXT:
        for _, place in points:
            yield Problem(place, Code.UNUSED_KEY, "a context item is never scored", "delete its points_to")
        return
    if placed.role is Role.OPENING and "scale" in entry.values and not points and entry.whole:
        what = "an item in a track file has no reason of its own, and points to none"
        yield Problem(entry.place, Code.MISSING_KEY, what, "add 'points_to: {reason: 1}'")
    for name, place in points:
        reason = arrangement.reasons.get(name)
        if reason is None:
            scalar = Scalar(place, name)
            yield from _unknown(scalar, Code.UNKNOWN_REASON, "reason", arrangement.reasons, arrangement)
            continue
        outside = [track for track in placed.tracks if track not in reason.texts("tracks")]
        if outside and reason.is_whole("tracks"):
            what = f"'{name}' is not in the track '{outside[0]}', where this is asked"
            yield Problem(place, Code.OUTSIDE_TRACK, what, "narrow the item's tracks, or point elsewhere")
        if reason.flag("private") and not placed.marked_private:
            what = f"'{name}' is private, and this item is not"
            yield Problem(place, Code.PRIVATE_REASON, what, "add 'private: true' to the item, or point elsewhere")


def _unknown(
    scalar: Scalar, code: Code, called: str, known: Mapping[str, object], arrangement: Arrangement
) -> Iterator[Problem]:
    if not arrangement.unreadable.isdisjoint(_HELD_BY[code]):
        return
    what = f"there is no {called} {quoted(scalar.text)}"
    yield Problem(scalar.place, code, what, did_you_mean(scalar.text, known))


# Reason and track files are named after what they hold, so an unreadable one hides only what is in it.
_HELD_BY: dict[Code, frozenset[FileKind]] = {
    Code.UNKNOWN_REASON: frozenset(),
    Code.UNKNOWN_TRACK: frozenset(),
    Code.UNKNOWN_SCALE: frozenset({FileKind.BANK}),
    Code.UNKNOWN_REFERENCE: frozenset({FileKind.REFERENCES}),
}
