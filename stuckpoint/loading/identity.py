"""Checks that every id names one thing, and that files are named after what they hold."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from stuckpoint.loading.arrangement import Arrangement, Placed, Role, id_of, misnamed, steps_of
from stuckpoint.loading.files import ENDINGS
from stuckpoint.loading.origins import BankFile, FileKind, Origin
from stuckpoint.reading.entries import Entry
from stuckpoint.reading.problems import Code, Place, Problem, quoted
from stuckpoint.reading.scalars import is_id
from stuckpoint.reading.tree import Scalar

_FIRST_IN, _LINE = ", first in ", ", line "


def identity_problems(origins: Sequence[Origin], arrangement: Arrangement) -> Iterator[Problem]:
    """Yields every id that stands twice, and every file with another name than its reason or track."""
    files = [file for origin in origins for file in origin.files]
    for file in files:
        name = file.entry.scalar(file.kind.value) if file.entry and misnamed(file) else None
        if name:
            what = f"this file is called '{file.stem}' and holds the {file.kind} '{name.text}'"
            yield Problem(name.place, Code.FILE_NAME, what, _renaming(file, name.text))
        elif file.kind is FileKind.TRACK and not is_id(file.stem):
            what = f"a track cannot be called {quoted(file.stem)}"
            yield Problem(Place(file.name), Code.FILE_NAME, what, "rename the file: small letters, digits and _")
    reasons = [(id_of(file), file.entry) for file in files if file.kind is FileKind.REASON and file.entry]
    yield from _twice("reason", ((name, entry.place) for name, entry in reasons))
    for key in ("scales", "references"):
        mappings = (part for file in files if file.entry and (part := file.entry.entry(key)))
        yield from _twice(key.removesuffix("s"), (pair for part in mappings for pair in part.keys.items()))
    yield from _item_ids(arrangement)
    unique = arrangement.reasons.values()
    yield from _twice("step", _ids(step for reason in unique for step in steps_of(reason)))
    yield from _twice("opening line", _ids(line for reason in unique for line in reason.entries("opening_lines")))
    if arrangement.what_now:
        yield from _twice("part", _ids(arrangement.what_now.entries("parts")))
    for placed in arrangement.items:
        if "options" in placed.entry.values:
            yield from _twice("option", _ids(placed.entry.entries("options")), "in this item")
    for scale in arrangement.scales.values():
        yield from _twice("option", _ids(scale.entries("options")), "in this scale")


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
            context.setdefault(placed.tracks[0], []).append(placed)
        else:
            others.append(placed)
    for items in context.values():
        yield from _twice("item", _ids(placed.entry for placed in items), "in this track")
    names = {placed.id: place for items in context.values() for placed in items if (place := _place(placed.entry))}
    first = [*names.items()] if names else []
    yield from _twice("item", [*first, *_ids(placed.entry for placed in others)])


def _place(entry: Entry) -> Place | None:
    scalar = entry.scalar("id")
    return scalar.place if isinstance(scalar, Scalar) else None


def _ids(entries: Iterable[Entry]) -> Iterator[tuple[str, Place]]:
    for entry in entries:
        if place := _place(entry):
            yield entry.text("id"), place


def first_in(problem: Problem) -> str:
    """Returns the file in which a repeated id stands first; nothing for any other problem."""
    if problem.code is not Code.DUPLICATE_ID:
        return ""
    return problem.what.partition(_FIRST_IN)[2].rpartition(_LINE)[0]


def _twice(called: str, named: Iterable[tuple[str, Place]], within: str = "in the bank") -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            where = f"{_FIRST_IN}{first[name].file}{_LINE}{first[name].line}"
            what = f"the {called} '{name}' is {within} twice{where}"
            yield Problem(place, Code.DUPLICATE_ID, what, "give one of them another id")
        else:
            first[name] = place
