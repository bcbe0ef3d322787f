"""A responses file, written and read. Everything wrong with one is a located problem, and nothing is scored."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from stuckpoint.bank import (
    DOES_NOT_APPLY,
    NONE_OF_THESE,
    Bank,
    Item,
    ItemId,
    OptionId,
    ReasonId,
    Track,
    TrackId,
)
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import PrivatePicks, Rings, Take, take_now
from stuckpoint.reading import Code, Entry, FileProblems, Place, Problem, Scalar, shaped
from stuckpoint.reading.fields import RESPONSES
from stuckpoint.reading.problems import did_you_mean, in_order, quoted, some_of
from stuckpoint.reading.source import Source

_PICKED = ("picked", "picked_in_private")

# What can be wrong with answers only because the questions have changed since.
_GONE = frozenset(
    {
        Code.UNKNOWN_ITEM,
        Code.OUTSIDE_TRACK,
        Code.UNKNOWN_OPTION,
        Code.UNKNOWN_REASON,
        Code.UNKNOWN_STEP,
        Code.UNKNOWN_LINE,
    }
)

# Unquoted, other readers of YAML take these for something else than words.
_TAKEN_FOR_OTHERS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

_HEAD = """\
# Answers to stuckpoint. Others may be able to open this file. Keep it where only you look, or delete it.
# To see what they point to: stuckpoint score THIS_FILE{added}
# To answer the same again some weeks later, and see what moved: stuckpoint quiz --again THIS_FILE{added}
# If the questions change after the version below, answers to questions that are gone are left out by name,
# new questions count as not asked, and an answer counts for its question as it is worded then.
# What stands under wording tells which questions are still worded as they were.
"""
_ADDED = ", with the same --questions as the quiz"


def responses_file(bank: Bank, kept: Kept) -> str:
    """Returns the text of a responses file, from which the same findings come again."""
    context = {item.id for item in bank.tracks[kept.track].context}
    wording = take_now(bank, kept).wording
    lines = [
        "stuckpoint: 1",
        f"bank: {_quoted(bank.id)}",
        *([f"version: {_quoted(bank.version)}"] if bank.version else []),
        *([f"taken: {kept.taken}"] if kept.taken else []),
        f"track: {_word(kept.track)}",
        *_answered("context", {id: said for id, said in kept.responses.items() if id in context}),
        *_answered("responses", {id: said for id, said in kept.responses.items() if id not in context}),
        *(["wording:"] if wording else []),
        *(f"  {_word(id)}: {_quoted(words)}" for id, words in wording.items()),
        *_picked("picked", kept.picks),
        *_picked("picked_in_private", kept.private_picks.picks),
    ]
    return _HEAD.format(added=_ADDED if bank.added else "") + "\n".join(lines) + "\n"


def _answered(key: str, responses: Mapping[ItemId, Sequence[str]]) -> Iterator[str]:
    if not responses:
        yield f"{key}: {{}}"
        return
    yield f"{key}:"
    yield from (f"  {_word(item)}: {_list(said)}" for item, said in responses.items())


def _picked(key: str, picks: Picks) -> Iterator[str]:
    if picks == Picks():
        return
    yield f"{key}:"
    if picks.rings:
        yield "  rings:"
        yield from (f"    {_word(reason)}: {rings}" for reason, rings in picks.rings.items())
    if picks.reasons:
        yield f"  reasons: {_list(picks.reasons)}"
    if picks.step:
        yield f"  step: {_word(picks.step)}"
    if picks.line:
        yield f"  line: {_word(picks.line)}"
    if picks.rather_not:
        yield f"  rather_not: {_list(picks.rather_not)}"


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_word, words))}]"


def _word(id: str) -> str:
    return f"'{id}'" if id in _TAKEN_FOR_OTHERS else id


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a text in JSON's quotes is one in YAML's too


def read_kept(source: Source, bank: Bank) -> Kept:
    """Returns the answers in a responses file. Raises FileProblems with all that is wrong in it.

    What an earlier version of the bank asked and this one does not is left out and named, not refused.
    """
    return read_take(source, bank).kept


def read_take(source: Source, bank: Bank, otherwise: str = "Nothing was scored.") -> Take:
    """Returns the answers in a responses file with which questions they were given to. Raises as `read_kept` does.

    `otherwise` says what became of it where something is wrong in the file.
    """
    file, problems = shaped(source, RESPONSES, "this file")
    gone: set[Place] = set()
    if not problems:
        problems, gone = _judged(file, bank)
    if problems:
        raise FileProblems(otherwise, in_order(problems))
    sums = file.entry("wording")
    wording = {ItemId(id): sums.text(id) for id in sums.keys}
    kept = _kept(file, bank, gone)
    now = take_now(bank, kept).wording
    # This is said on the first screen and on standard error, where others may see it.
    private = {item.id for item in bank.tracks[kept.track].private}
    reworded = tuple([id for id in now if id not in private and wording.get(id, now[id]) != now[id]])
    return Take(
        kept=replace(kept, reworded=reworded), bank=file.text("bank"), version=file.text("version"), wording=wording
    )


def _judged(file: Entry, bank: Bank) -> tuple[list[Problem], set[Place]]:
    """Returns what is wrong with answers of the right shape, and where those stand that have only been overtaken."""
    problems: list[Problem] = []
    taken, name = file.scalar("taken"), file.values["track"]
    if taken and not _is_day(taken.text):
        what = f"{quoted(taken.text)} is no day"
        problems.append(Problem(taken.place, Code.BAD_CHOICE, what, "write it as 2026-11-30: year, month, day"))
    track = bank.tracks.get(TrackId(file.text("track")))
    if track is None:
        what, to_do = f"there is no track {quoted(file.text('track'))}", did_you_mean(file.text("track"), bank.tracks)
        return [*problems, Problem(name.place, Code.UNKNOWN_TRACK, what, to_do)], set()
    found = list(some_of(chain(_answers(file, track, bank), *(_picks(file, key, track) for key in _PICKED))))
    overtaken = [one for one in found if one.code in _GONE] if _is_of_another_version(file, bank) else []
    problems.extend(one for one in found if one not in overtaken)
    return problems, {one.place for one in overtaken}


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def _kept(file: Entry, bank: Bank, gone: set[Place]) -> Kept:
    left_out: list[str] = []

    def there(scalars: Iterable[Scalar], of: str = "") -> list[str]:
        """Returns the words that stand for something, less those that are gone."""
        scalars = list(scalars)
        left_out.extend(f"{of}{one.text}" for one in scalars if one.place in gone)
        return [one.text for one in scalars if one.place not in gone]

    responses: dict[ItemId, tuple[OptionId, ...]] = {}
    for key in ("context", "responses"):
        part = file.entry(key)
        for item, name in part.keys.items():
            said = part.scalars(item)
            if there([name]) and ((chosen := there(said, f"{item}: ")) or not said):
                responses[ItemId(item)] = tuple(map(OptionId, chosen))

    def picks(key: str) -> Picks:
        picked = file.entry(key)
        rings = picked.entry("rings")
        step, line = picked.scalar("step"), picked.scalar("line")
        return Picks(
            rings={ReasonId(id): Rings(rings.text(id)) for id in there(rings.keys.values())},
            reasons=tuple(map(ReasonId, there(picked.scalars("reasons")))),
            step="".join(there([step] if step else [])),
            line="".join(there([line] if line else [])),
            rather_not=tuple(map(ReasonId, there(picked.scalars("rather_not")))),
        )

    return Kept(
        track=TrackId(file.text("track")),
        responses=responses,
        picks=picks("picked"),
        private_picks=PrivatePicks(picks("picked_in_private")),
        taken=file.text("taken"),
        other_questions=_other_questions(file, bank),
        gone=tuple(dict.fromkeys(left_out)),
    )


def _is_of_another_version(file: Entry, bank: Bank) -> bool:
    same_bank = file.text("bank") in ("", bank.id)
    return same_bank and bool(file.text("version")) and file.text("version") != bank.version


def _other_questions(file: Entry, bank: Bank) -> str:
    """Returns what there is to say where these are not the questions that were answered."""
    if _is_of_another_version(file, bank):
        return (
            f"These answers were given to version {file.text('version')} of the questions, and this is version "
            f"{bank.version or 'unknown'}. Some may be worded differently now. New ones count as not asked."
        )
    if file.text("bank") not in ("", bank.id):
        return f"These answers were given to the questions {quoted(file.text('bank'))}, and these are others."
    return ""


def _answers(file: Entry, track: Track, bank: Bank) -> Iterator[Problem]:
    context = {item.id: item for item in track.context}
    items = {item.id: item for item in track.items}
    elsewhere = {item.id for other in bank.tracks.values() for item in other.items}
    for key, here, there in (("context", context, items), ("responses", items, context)):
        part = file.entry(key)
        for name, scalar in part.keys.items():
            item = here.get(ItemId(name))
            if item:
                yield from _options(item, part.scalars(name))
            elif name in there:
                other = "responses" if key == "context" else "context"
                what = f"'{name}' stands under '{key}'"
                yield Problem(scalar.place, Code.WRONG_PLACE, what, f"move it under '{other}'")
            elif name in elsewhere:
                what = f"'{name}' is not asked in the track '{track.id}'"
                yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "take it out, or change the track")
            else:
                what = f"there is no item {quoted(name)}"
                yield Problem(scalar.place, Code.UNKNOWN_ITEM, what, did_you_mean(name, here))


def _options(item: Item, chosen: tuple[Scalar, ...]) -> Iterator[Problem]:
    known = [option.id for option in item.options] + ([DOES_NOT_APPLY] if item.may_not_apply else [])
    seen: dict[str, Place] = {}
    for scalar in chosen:
        if scalar.text not in known:
            what, to_do = f"the item '{item.id}' has no option {quoted(scalar.text)}", did_you_mean(scalar.text, known)
            if item.is_number:
                what = f"{quoted(scalar.text)} is no answer to the item '{item.id}'"
                to_do = f"write a whole number from {item.options[0].id} to {item.options[-1].id}"
            to_do += " (write [] for an item that was skipped)"
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


def _picks(file: Entry, key: str, track: Track) -> Iterator[Problem]:
    """Yields what is wrong with the picks: each has to name something of this track, once."""
    picked = file.entry(key)
    reasons = [reason.id for reason in track.reasons]
    for name in picked.entry("rings").keys.values():
        yield from _unknown(name, reasons, Code.UNKNOWN_REASON, "reason")
    for many in ("reasons", "rather_not"):
        seen: set[str] = set()
        for scalar in picked.scalars(many):
            yield from _unknown(scalar, reasons, Code.UNKNOWN_REASON, "reason")
            if scalar.text in seen:
                what = f"the reason '{scalar.text}' stands here twice"
                yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "delete one of them")
            seen.add(scalar.text)
    steps = [step.id for reason in track.reasons for step in reason.steps]
    lines = [line.id for reason in track.reasons for line in reason.opening_lines]
    for one, known, code in (("step", steps, Code.UNKNOWN_STEP), ("line", lines, Code.UNKNOWN_LINE)):
        if named := picked.scalar(one):
            yield from _unknown(named, known, code, "step" if one == "step" else "opening line")


def _unknown(scalar: Scalar, known: Iterable[str], code: Code, noun: str) -> Iterator[Problem]:
    known = list(known)
    if scalar.text not in known:
        yield Problem(scalar.place, code, f"there is no {noun} {quoted(scalar.text)}", did_you_mean(scalar.text, known))
