"""A responses file, written and read. Everything wrong with one is a located problem, and nothing is scored."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

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
from stuckpoint.reading import Code, Entry, FileProblems, Problem, Scalar, shaped
from stuckpoint.reading.fields import RESPONSES
from stuckpoint.reading.problems import did_you_mean, in_order, quoted, some_of
from stuckpoint.reading.source import Source

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
    reading = _Reading(file, bank)
    problems = problems or list(some_of(reading.problems()))
    if problems:
        raise FileProblems(otherwise, in_order(problems))
    kept = reading.kept()
    sums = file.entry("wording")
    wording = {ItemId(id): sums.text(id) for id in sums.keys}
    now = take_now(bank, kept).wording
    # This is said on the first screen and on standard error, where others may see it.
    private = {item.id for item in bank.tracks[kept.track].private}
    reworded = tuple([id for id in now if id not in private and wording.get(id, now[id]) != now[id]])
    return Take(
        kept=replace(kept, reworded=reworded), bank=file.text("bank"), version=file.text("version"), wording=wording
    )


class _Reading:
    """Reads the answers of a file of the right shape, once: what is wrong with them is yielded, the rest is kept.

    What is not there in a later version of the same questions is no mistake: it is named and left out.
    """

    def __init__(self, file: Entry, bank: Bank) -> None:
        self._file = file
        self._bank = bank
        self._responses: dict[ItemId, tuple[OptionId, ...]] = {}
        self._picks: dict[str, Picks] = {}
        self._gone: dict[str, None] = {}

    def problems(self) -> Iterator[Problem]:
        """Yields what is wrong. Once nothing was, all is there to be kept."""
        taken, named = self._file.scalar("taken"), self._file.text("track")
        if taken and not _is_day(taken.text):
            what = f"{quoted(taken.text)} is no day"
            yield Problem(taken.place, Code.BAD_CHOICE, what, "write it as 2026-11-30: year, month, day")
        if track := self._bank.tracks.get(TrackId(named)):
            yield from self._answers(track)
            yield from self._picked("picked", track)
            yield from self._picked("picked_in_private", track)
        else:
            what, to_do = f"there is no track {quoted(named)}", did_you_mean(named, self._bank.tracks)
            yield Problem(self._file.values["track"].place, Code.UNKNOWN_TRACK, what, to_do)

    def kept(self) -> Kept:
        """Returns the answers."""
        return Kept(
            track=TrackId(self._file.text("track")),
            responses=self._responses,
            picks=self._picks["picked"],
            private_picks=PrivatePicks(self._picks["picked_in_private"]),
            taken=self._file.text("taken"),
            other_questions=self._other_questions(),
            gone=tuple(self._gone),
        )

    def _answers(self, track: Track) -> Iterator[Problem]:
        context, items = ({item.id: item for item in some} for some in (track.context, track.items))
        elsewhere = {item.id for other in self._bank.tracks.values() for item in other.items}
        for key, here, other, there in (
            ("context", context, "responses", items),
            ("responses", items, "context", context),
        ):
            part = self._file.entry(key)
            for name, scalar in part.keys.items():
                if item := here.get(ItemId(name)):
                    yield from self._options(item, part.scalars(name))
                elif name in there:
                    what = f"'{name}' stands under '{key}'"
                    yield Problem(scalar.place, Code.WRONG_PLACE, what, f"move it under '{other}'")
                elif self._is_gone(scalar):
                    pass
                elif name in elsewhere:
                    what = f"'{name}' is not asked in the track '{track.id}'"
                    yield Problem(scalar.place, Code.OUTSIDE_TRACK, what, "take it out, or change the track")
                else:
                    what = f"there is no item {quoted(name)}"
                    to_do = did_you_mean(name, here, elsewhere="'stuckpoint map --full' lists them")
                    yield Problem(scalar.place, Code.UNKNOWN_ITEM, what, to_do)

    def _options(self, item: Item, said: tuple[Scalar, ...]) -> Iterator[Problem]:
        known = [option.id for option in item.options] + ([DOES_NOT_APPLY] if item.may_not_apply else [])
        chosen: list[OptionId] = []
        seen: dict[str, None] = {}
        for scalar in said:
            if scalar.text not in known:
                if not self._is_gone(scalar, f"{item.id}: "):
                    yield _no_option(item, scalar, known)
            elif scalar.text in seen:
                what = f"the option '{scalar.text}' stands here twice"
                yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "delete one of them")
            elif seen and (not item.many or _alone(scalar.text) or any(map(_alone, seen))):
                what = f"'{scalar.text}' cannot stand beside '{next(iter(seen))}'"
                yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "keep one option")
            else:
                chosen.append(OptionId(scalar.text))
            seen[scalar.text] = None
        if chosen or not said:
            self._responses[item.id] = tuple(chosen)

    def _picked(self, key: str, track: Track) -> Iterator[Problem]:
        """Yields what is wrong with the picks: each has to name something of this track, once."""
        picked = self._file.entry(key)
        reasons = [reason.id for reason in track.reasons]
        steps = [step.id for reason in track.reasons for step in reason.steps]
        lines = [line.id for reason in track.reasons for line in reason.opening_lines]
        rings = picked.entry("rings")
        found: dict[str, list[str]] = {}
        for part, named, known, code, noun in (
            ("rings", (*rings.keys.values(),), reasons, Code.UNKNOWN_REASON, "reason"),
            ("reasons", picked.scalars("reasons"), reasons, Code.UNKNOWN_REASON, "reason"),
            ("rather_not", picked.scalars("rather_not"), reasons, Code.UNKNOWN_REASON, "reason"),
            ("step", _one(picked.scalar("step")), steps, Code.UNKNOWN_STEP, "step"),
            ("line", _one(picked.scalar("line")), lines, Code.UNKNOWN_LINE, "opening line"),
        ):
            there = found.setdefault(part, [])
            for scalar in named:
                if scalar.text in there:
                    what = f"the {noun} '{scalar.text}' stands here twice"
                    yield Problem(scalar.place, Code.TOO_MANY_OPTIONS, what, "delete one of them")
                elif scalar.text in known:
                    there.append(scalar.text)
                elif not self._is_gone(scalar):
                    what = f"there is no {noun} {quoted(scalar.text)}"
                    to_do = did_you_mean(scalar.text, known, elsewhere="delete it, and pick one in the quiz")
                    yield Problem(scalar.place, code, what, to_do)
        self._picks[key] = Picks(
            rings={ReasonId(id): Rings(rings.text(id)) for id in found["rings"]},
            reasons=tuple(map(ReasonId, found["reasons"])),
            step="".join(found["step"]),
            line="".join(found["line"]),
            rather_not=tuple(map(ReasonId, found["rather_not"])),
        )

    def _is_gone(self, scalar: Scalar, of: str = "") -> bool:
        """Says whether what is not there may only be gone, and then names it."""
        if self._is_of_another_version():
            self._gone[f"{of}{scalar.text}"] = None
        return self._is_of_another_version()

    def _is_of_another_version(self) -> bool:
        version = self._file.text("version")
        return self._file.text("bank") in ("", self._bank.id) and version not in ("", self._bank.version)

    def _other_questions(self) -> str:
        """Returns what there is to say where these are not the questions that were answered."""
        file, bank = self._file, self._bank
        if self._is_of_another_version():
            return (
                f"These answers were given to version {file.text('version')} of the questions, and this is version "
                f"{bank.version or 'unknown'}. Some may be worded differently now. New ones count as not asked."
            )
        if file.text("bank") not in ("", bank.id):
            return f"These answers were given to the questions {quoted(file.text('bank'))}, and these are others."
        return ""


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def _no_option(item: Item, scalar: Scalar, known: Sequence[str]) -> Problem:
    what, to_do = f"the item '{item.id}' has no option {quoted(scalar.text)}", did_you_mean(scalar.text, known)
    if item.is_number:
        what = f"{quoted(scalar.text)} is no answer to the item '{item.id}'"
        to_do = f"write a whole number from {item.options[0].id} to {item.options[-1].id}"
    return Problem(scalar.place, Code.UNKNOWN_OPTION, what, f"{to_do} (write [] for an item that was skipped)")


def _alone(option: str) -> bool:
    return option in (NONE_OF_THESE, DOES_NOT_APPLY)


def _one(scalar: Scalar | None) -> tuple[Scalar, ...]:
    return (scalar,) if scalar else ()
