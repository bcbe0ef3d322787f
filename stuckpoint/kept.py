"""Reads a responses file against a bank. Everything wrong with it is a located problem, and nothing is scored."""

from collections.abc import Iterator
from dataclasses import dataclass

from stuckpoint.entries import Entry
from stuckpoint.errors import FileProblems
from stuckpoint.fields import RESPONSES
from stuckpoint.model import DOES_NOT_APPLY, NONE_OF_THESE, Bank, Item, ItemId, OptionId, Responses, Track, TrackId
from stuckpoint.problems import Code, Place, Problem, did_you_mean, in_order, quoted
from stuckpoint.shapes import Walk
from stuckpoint.source import Source
from stuckpoint.tree import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answers to one run, as kept: context answers first, then the others in file order."""

    track: TrackId
    responses: Responses


def read_kept(source: Source, bank: Bank) -> Kept:
    """Returns the answers in a responses file. Raises FileProblems with all that is wrong in it."""
    problems = list(source.problems)
    walk = Walk()
    shaped = walk.value(source.tree, RESPONSES, "this file") if source.tree is not None else None
    problems.extend(walk.problems)
    name = shaped.scalar("track") if isinstance(shaped, Entry) else None
    if isinstance(shaped, Entry) and name:
        if name.text in bank.tracks:
            problems.extend(_answers(shaped, bank.tracks[TrackId(name.text)], bank))
        else:
            what = f"there is no track {quoted(name.text)}"
            problems.append(Problem(name.place, Code.UNKNOWN_TRACK, what, did_you_mean(name.text, bank.tracks)))
    if problems:
        raise FileProblems("Nothing was scored.", in_order(problems))
    assert isinstance(shaped, Entry)
    return Kept(
        track=TrackId(shaped.text("track")), responses={**_chosen(shaped, "context"), **_chosen(shaped, "responses")}
    )


def _chosen(file: Entry, key: str) -> dict[ItemId, tuple[OptionId, ...]]:
    part = file.entry(key)
    return {ItemId(item): tuple(map(OptionId, part.texts(item))) for item in part.values} if part else {}


def _answers(file: Entry, track: Track, bank: Bank) -> Iterator[Problem]:
    context = {item.id: item for item in track.context}
    items = {item.id: item for item in track.items}
    elsewhere = {item.id for other in bank.tracks.values() for item in other.items}
    for key, here, there in (("context", context, items), ("responses", items, context)):
        part = file.entry(key)
        for name, place in part.keys.items() if part else ():
            item = here.get(ItemId(name))
            if item and part:
                yield from _options(item, part.scalars(name))
            elif name in there:
                other = "responses" if key == "context" else "context"
                what = f"'{name}' stands under '{key}'"
                yield Problem(place, Code.WRONG_PLACE, what, f"move it under '{other}'")
            elif name in elsewhere:
                what = f"'{name}' is not asked in the track '{track.id}'"
                yield Problem(place, Code.OUTSIDE_TRACK, what, "take it out, or change the track")
            else:
                what = f"there is no item {quoted(name)}"
                yield Problem(place, Code.UNKNOWN_ITEM, what, did_you_mean(name, here))


def _options(item: Item, chosen: tuple[Scalar, ...]) -> Iterator[Problem]:
    known = [option.id for option in item.options] + ([DOES_NOT_APPLY] if item.may_not_apply else [])
    seen: dict[str, Place] = {}
    for scalar in chosen:
        if scalar.text not in known:
            what = f"the item '{item.id}' has no option {quoted(scalar.text)}"
            to_do = f"{did_you_mean(scalar.text, known)} (write [] for an item that was skipped)"
            yield Problem(scalar.place, Code.UNKNOWN_OPTION, what, to_do)
        elif scalar.text in seen:
            what = f"the option '{scalar.text}' stands here twice"
            yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "delete one of them")
        elif seen and (not item.many or _alone(scalar.text) or any(map(_alone, seen))):
            what = f"'{scalar.text}' cannot stand beside '{next(iter(seen))}'"
            yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "keep one option")
        seen.setdefault(scalar.text, scalar.place)


def _alone(option: str) -> bool:
    return option in (NONE_OF_THESE, DOES_NOT_APPLY)
