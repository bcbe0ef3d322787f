"""Checks what reasons, tracks and scales say: that every name used names something, in every track concerned.

Judges only what is right in shape, and holds back about names that may stand where nothing could be read.
"""

from collections.abc import Iterator, Sequence

from stuckpoint.bank.model import COUPLES
from stuckpoint.loading.arrangement import Arrangement, Name, steps_of
from stuckpoint.loading.item_meaning import known_reason, narrowing
from stuckpoint.loading.wording import known_track, wording_problems
from stuckpoint.reading import fields
from stuckpoint.reading.entries import Entry
from stuckpoint.reading.problems import Code, Problem, did_you_mean, quoted

# Items are judged one by one, each with the tracks it is asked in.
_ITEMS = frozenset({"items", "context", "opening"})


def meaning_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is right in shape and wrong in meaning, items left out."""
    for name, reason in arrangement.reasons.items():
        yield from _reason(name, reason, arrangement)
    for name, track in arrangement.tracks.items():
        if track.entry:
            yield from wording_problems(track.entry, fields.TRACK, (name,), arrangement, _ITEMS)
            yield from _order(name, track.entry, arrangement)
    for scalar in arrangement.offered:
        yield from known_track(scalar, arrangement)
    for part in arrangement.what_now.entries("parts") if arrangement.what_now else ():
        for scalar in part.scalars("tracks"):
            yield from known_track(scalar, arrangement)
    for scale in arrangement.scales.values():
        yield from wording_problems(scale, fields.SCALE, arrangement.tracks, arrangement)


def _order(track: str, entry: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    for scalar in entry.scalars("order"):
        reason = arrangement.reasons.get(scalar.text)
        if reason is None:
            if not arrangement.may_be_there(Name.REASON, scalar.text):
                what = f"there is no reason {quoted(scalar.text)}"
                yield Problem(scalar.place, Code.UNKNOWN_REASON, what, known_reason(scalar.text, arrangement))
        elif arrangement.is_outside(reason, track):
            what = f"the reason '{scalar.text}' is not in the track '{track}'"
            yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "take it out here, or add the track to the reason")


def _reason(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    for scalar in reason.scalars("tracks"):
        yield from known_track(scalar, arrangement)
    yield from wording_problems(reason, fields.REASON, reason.texts("tracks"), arrangement, _ITEMS)
    yield from _to_partner(name, reason, arrangement)
    steps, lines = steps_of(reason), reason.entries("opening_lines")
    for entry in (*steps, *lines):
        yield from narrowing(entry, reason, arrangement)
    if reason.is_whole("steps"):
        yield from _first(reason, "first_step", steps, Code.UNKNOWN_STEP, f"a step of '{name}'", arrangement)
    if reason.is_whole("opening_lines"):
        yield from _first(reason, "first_line", lines, Code.UNKNOWN_LINE, f"an opening line of '{name}'", arrangement)
    for note in reason.entries("research"):
        cited = note.scalar("cite")
        known = arrangement.references
        if cited and cited.text not in known and not arrangement.may_be_there(Name.REFERENCE, cited.text):
            what = f"there is no reference {quoted(cited.text)}"
            to_do = did_you_mean(cited.text, known, elsewhere="look in references.yaml for its id")
            yield Problem(cited.place, Code.UNKNOWN_REFERENCE, what, to_do)


def _to_partner(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields a problem where a reason that no partner may read of, or that has no partner, speaks to one."""
    place = reason.keys.get("to_partner")
    if place and reason.flag("private"):
        what = f"the reason '{name}' is private, and has nothing to say to a partner"
        yield Problem(place, Code.PARTNER_PAGE, what, "delete 'to_partner'")
    elif place and arrangement.is_outside(reason, COUPLES):
        what = f"the reason '{name}' is not in the track '{COUPLES}', and has no partner to speak to"
        yield Problem(place, Code.PARTNER_PAGE, what, "delete 'to_partner'")


def _first(
    reason: Entry, key: str, among: Sequence[Entry], code: Code, called: str, arrangement: Arrangement
) -> Iterator[Problem]:
    """Yields what is wrong with the step or line that comes first."""
    scalar = reason.scalar(key)
    if scalar is None:
        return
    named = next((entry for entry in among if entry.text("id") == scalar.text), None)
    if named is None:
        to_do = did_you_mean(scalar.text, (entry.text("id") for entry in among))
        yield Problem(scalar.place, code, f"{quoted(scalar.text)} is not {called}", to_do)
        return
    narrowed = named.texts("tracks")
    known = all(track in arrangement.tracks for track in narrowed)
    lacking = next((track for track in reason.texts("tracks") if narrowed and track not in narrowed), None)
    if lacking and known and lacking in arrangement.tracks:
        what = f"'{scalar.text}' is not there in the track '{lacking}'"
        yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "name one that is in all tracks of the reason")
