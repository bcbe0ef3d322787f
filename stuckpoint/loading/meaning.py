"""Checks what reasons, tracks and scales say: that every name used names something, in every track concerned."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from stuckpoint.bank import COUPLES, LiesWith
from stuckpoint.loading.arrangement import Arrangement, Placed, misnamed, steps_of
from stuckpoint.loading.files import ENDINGS, BankFile, FileKind, Origin, Role
from stuckpoint.loading.items import narrowing
from stuckpoint.loading.wording import known_reason, known_track, wording_problems
from stuckpoint.reading import Code, Entry, Place, Problem, fields
from stuckpoint.reading.problems import did_you_mean, quoted
from stuckpoint.reading.slips import is_id

# Items are judged one by one, each with the tracks it is asked in, and scales for all tracks.
_ITEMS = frozenset({*Role, "scales"})


def meaning_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is right in shape and wrong in meaning, items left out."""
    for name, reason in arrangement.reasons.items():
        yield from _reason(name, reason, arrangement)
    for name, track in arrangement.tracks.items():
        yield from wording_problems(track.entry, fields.TRACK, (name,), arrangement, _ITEMS)
        yield from _order(name, track.entry, arrangement)
    for scalar in arrangement.offered:
        yield from known_track(scalar, arrangement)
    for part in arrangement.what_now.entries("parts") if arrangement.what_now else ():
        for scalar in part.scalars("tracks"):
            yield from known_track(scalar, arrangement)
    for scale in arrangement.scales.values():
        yield from wording_problems(scale, fields.SCALE, arrangement.tracks, arrangement)


def addition_problems(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields what is wrong with where files add something, and context items too many."""
    for entry in arrangement.additions:
        named, reason = entry.values["add_to"], arrangement.reasons.get(entry.text("add_to"))
        name = entry.text("add_to")
        yield from (unknown := [*known_reason(name, named.place, arrangement, " to add to")])
        if reason and reason.flag("about_control"):
            what = f"nothing can be added to '{name}', which is about safety"
            yield Problem(named.place, Code.CLOSED_REASON, what, "add to another reason, or write one of your own")
        elif len(entry.values) == 1 and not unknown:
            what = f"nothing is added to '{name}' here"
            yield Problem(named.place, Code.MISSING_KEY, what, "write 'items:' with a question, or delete the file")
    for name, parts in arrangement.tracks.items():
        for placed in parts.context[fields.MAX_CONTEXT_ITEMS : fields.MAX_CONTEXT_ITEMS + 1]:
            what = f"with this the track '{name}' has more than {fields.MAX_CONTEXT_ITEMS} context items"
            yield Problem(placed.entry.place, Code.TOO_MANY, what, "take one out, or narrow the tracks of this one")


def _order(track: str, entry: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    for scalar in entry.scalars("order"):
        reason = arrangement.reasons.get(scalar.text)
        yield from known_reason(scalar.text, scalar.place, arrangement)
        if reason and arrangement.is_outside(reason, track):
            what = f"the reason '{scalar.text}' is not in the track '{track}'"
            yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "take it out here, or add the track to the reason")


def _reason(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    for scalar in reason.scalars("tracks"):
        yield from known_track(scalar, arrangement)
    if {*reason.texts("lies_with")} == {LiesWith.YOU}:
        what = f"'{name}' would lie with the person alone, and no reason does"
        to_do = "add where else it may lie, such as therapist, method or timing"
        yield Problem(reason.values["lies_with"].place, Code.BAD_CHOICE, what, to_do)
    yield from wording_problems(reason, fields.REASON, reason.texts("tracks"), arrangement, _ITEMS)
    yield from _together(name, reason, arrangement)
    yield from _to_partner(name, reason, arrangement)
    steps, lines = steps_of(reason), reason.entries("opening_lines")
    for entry in (*steps, *lines, *reason.entries("research")):
        yield from narrowing(entry, reason, arrangement)
    yield from _first(reason, "first_step", steps, Code.UNKNOWN_STEP, f"a step of '{name}'", arrangement)
    yield from _first(reason, "first_line", lines, Code.UNKNOWN_LINE, f"an opening line of '{name}'", arrangement)
    for note in reason.entries("research"):
        cited = note.scalar("cite")
        known = arrangement.references
        if cited and cited.text not in known:
            what = f"there is no reference {quoted(cited.text)}"
            to_do = (
                did_you_mean(cited.text, known, elsewhere="look in references.yaml for its id")
                if known
                else "write it into references.yaml"
            )
            yield Problem(cited.place, Code.UNKNOWN_REFERENCE, what, to_do)


def _together(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields a problem for each pair whose other reason is not there, is this one, or is never met beside it."""
    for other, key in reason.entry("together").keys.items():
        known = arrangement.reasons.get(other)
        yield from known_reason(other, key.place, arrangement)
        if other == name:
            what = f"'{name}' cannot hang together with itself"
            yield Problem(key.place, Code.UNKNOWN_REASON, what, "name another reason")
        elif known and all(arrangement.is_outside(known, track) for track in reason.texts("tracks")):
            what = f"the reason '{other}' is in no track of '{name}'"
            yield Problem(key.place, Code.OUTSIDE_TRACK, what, "take it out here, or add the track to one of the two")


def _pairs(files: Iterable[BankFile]) -> Iterator[tuple[str, Place]]:
    for file in files:
        name = file.entry.text("reason") or file.entry.text("add_to")
        for other, key in file.entry.entry("together").keys.items():
            yield " and ".join(sorted((name, other))), key.place


def _to_partner(name: str, reason: Entry, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields a problem where a reason that no partner may read of, or that has no partner, speaks to one."""
    key = reason.keys.get("to_partner")
    if key and reason.flag("private"):
        what = f"the reason '{name}' is private, and has nothing to say to a partner"
        yield Problem(key.place, Code.PARTNER_PAGE, what, "delete 'to_partner'")
    elif key and arrangement.is_outside(reason, COUPLES):
        what = f"the reason '{name}' is not in the track '{COUPLES}', and has no partner to speak to"
        yield Problem(key.place, Code.PARTNER_PAGE, what, "delete 'to_partner'")


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


def identity_problems(origins: Sequence[Origin], arrangement: Arrangement) -> Iterator[Problem]:
    """Yields every id that stands twice, and every file with another name than its reason or track."""
    files = [file for origin in origins for file in origin.files]
    for file in files:
        name = file.entry.scalar(file.kind.value) if misnamed(file) else None
        if name:
            what = f"this file is called '{file.stem}' and holds the {file.kind} '{name.text}'"
            yield Problem(name.place, Code.FILE_NAME, what, _renaming(file, name.text))
        elif file.kind is FileKind.TRACK and not is_id(file.stem):
            what = f"a track cannot be called {quoted(file.stem)}"
            yield Problem(Place(file.name), Code.FILE_NAME, what, "rename the file: small letters, digits and _")
    reasons = [(file.stem, file.entry) for file in files if file.kind is FileKind.REASON]
    yield from _twice("reason", ((name, entry.place) for name, entry in reasons))
    for key in ("scales", "references"):
        names = (name for file in files for name in file.entry.entry(key).keys.values())
        yield from _twice(key.removesuffix("s"), ((name.text, name.place) for name in names))
    yield from _item_ids(arrangement)
    unique = arrangement.reasons.values()
    yield from _twice("step", _ids(step for reason in unique for step in steps_of(reason)))
    yield from _twice("opening line", _ids(line for reason in unique for line in reason.entries("opening_lines")))
    yield from _twice("pair", _pairs(filter(arrangement.counts, files)))
    if arrangement.what_now:
        yield from _twice("part", _ids(arrangement.what_now.entries("parts")))
    for placed in arrangement.items:
        if "options" in placed.entry.values:
            yield from _twice("option", _ids(placed.entry.entries("options")), "in this item", _ANOTHER_OPTION)
    for scale in arrangement.scales.values():
        yield from _twice("option", _ids(scale.entries("options")), "in this scale", _ANOTHER_OPTION)


def _renaming(file: BankFile, named: str) -> str:
    """Returns what to do about a file that is not named after what it holds; never to write over another file."""
    path = Path(file.name)
    if Path(file.stem).suffix.lower() in ENDINGS:  # such as gaps.yaml.txt
        path = path.with_suffix("")
    in_it = f"write '{file.kind}: {file.stem}' in it"
    if next(filter(Path.exists, (path.with_name(f"{named}{ending}") for ending in ENDINGS)), None):
        also = f"{named}{path.suffix} is there already, so "
        return f"{also}{in_it}" if is_id(file.stem) else f"{also}give this one a name and an id of its own"
    return f"rename the file to {named}{path.suffix}" + (f", or {in_it}" if is_id(file.stem) else "")


def _item_ids(arrangement: Arrangement) -> Iterator[Problem]:
    """Yields repeated item ids. Each track has context items of its own, so only these may share an id."""
    context: dict[str, list[Placed]] = {}
    others: list[Placed] = []
    for placed in arrangement.items:
        if placed.role is Role.CONTEXT:
            for track in placed.tracks:
                context.setdefault(track, []).append(placed)
        else:
            others.append(placed)
    for items in context.values():
        yield from _twice("item", _ids(placed.entry for placed in items), "in this track")
    first = dict(_ids(placed.entry for items in context.values() for placed in items))
    yield from _twice("item", [*first.items(), *_ids(placed.entry for placed in others)])


def _ids(entries: Iterable[Entry]) -> Iterator[tuple[str, Place]]:
    return ((entry.text("id"), entry.values["id"].place) for entry in entries)


_ANOTHER = "give one of them another id"
_ANOTHER_OPTION = "give one of them an id of its own: {id: another_id, text: ...}"  # where a text has made it


def _twice(
    called: str, named: Iterable[tuple[str, Place]], within: str = "in the bank", to_do: str = _ANOTHER
) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            other = first[name]
            what = f"the {called} '{name}' is {within} twice, first in {other.file}, line {other.line}"
            yield Problem(place, Code.DUPLICATE_ID, what, to_do, other)
        else:
            first[name] = place


CONTROL = "unsafe_with_control"
_MARKS = (CONTROL, "unsafe_in_crisis", "unsafe_with_misconduct")


def mark_problems(arrangement: Arrangement, shipped: Origin | None) -> Iterator[Problem]:
    """Yields what is wrong with the marks; `shipped` is the origin that has to decide for couples, if it is here."""
    for reason in arrangement.reasons.values():
        yield from _unsafe_first(reason, "first_step", steps_of(reason))
        yield from _unsafe_first(reason, "first_line", reason.entries("opening_lines"))
    for file in shipped.of(FileKind.REASON) if shipped else ():
        # Where a reason stands twice, that is the one mistake to report of the second.
        if arrangement.counts(file):
            for called, entry in undecided(file.entry):
                what = f"the {called} '{entry.text('id')}' does not say whether it is unsafe with control"
                to_do = f"add '{CONTROL}: true' or '{CONTROL}: false'"
                yield Problem(entry.place, Code.UNDECIDED_MARK, what, to_do)


def _unsafe_first(reason: Entry, key: str, among: tuple[Entry, ...]) -> Iterator[Problem]:
    scalar = reason.scalar(key)
    named = next((entry for entry in among if scalar and entry.text("id") == scalar.text), None)
    marks = [mark for mark in _MARKS if named and named.flag(mark)]
    if scalar and marks:
        what = f"'{scalar.text}' comes first, and is marked {' and '.join(marks)}"
        yield Problem(scalar.place, Code.UNSAFE_FIRST, what, "name one that is safe for anyone")


def undecided(reason: Entry) -> Iterator[tuple[str, Entry]]:
    """Yields each step and opening line of a reason for couples without that mark, and which of the two it is."""
    if COUPLES not in reason.texts("tracks"):
        return
    called = {"step": steps_of(reason), "opening line": reason.entries("opening_lines")}
    for name, entries in called.items():
        yield from ((name, entry) for entry in entries if CONTROL not in entry.values)
