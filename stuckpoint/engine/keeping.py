"""The answers to one run, as they are kept, and the responses file that holds them. Pure; `kept` reads it back."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from stuckpoint.bank import Bank, Item, ItemId, Responses, TrackId
from stuckpoint.engine.picks import Picks, PrivatePicks

_NAMED = 10  # so many things that are gone are named

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answers to one run: context answers first, then the others in the order asked.

    Attributes:
        picks: what was picked and any file may hold.
        private_picks: what was picked and only a file with private answers may hold.
        taken: the day on which the answers were given, such as 2026-11-30; empty where nobody said.
        other_questions: what there is to say where these are not the questions that were answered.
        gone: what was answered or picked and is no longer there, by its id.
        reworded: the items, none of them private, that were worded otherwise when they were answered.
    """

    track: TrackId
    responses: Responses
    picks: Picks = field(default_factory=Picks)
    private_picks: PrivatePicks = field(default_factory=PrivatePicks)
    taken: str = ""
    other_questions: str = ""
    gone: tuple[str, ...] = ()
    reworded: tuple[ItemId, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """Returns what there is to say about how the questions have changed since, a sentence each."""
        gone = f"Left out, because it is no longer there: {_some(self.gone)}." if self.gone else ""
        reworded = f"Worded otherwise when it was answered: {_some(self.reworded)}." if self.reworded else ""
        return tuple(sentence for sentence in (self.other_questions, gone, reworded) if sentence)

    def without_private(self, bank: Bank) -> "Kept":
        """Returns what depends on no private answer and on no pick about a private reason."""
        track = bank.tracks[self.track]
        private = {item.id for item in track.private}
        told = {id: response for id, response in self.responses.items() if id not in private}
        return replace(
            self,
            responses=told,
            picks=self.picks.without_private(track),
            private_picks=PrivatePicks(),
            gone=(),  # whether what is gone was private, nobody can tell any more
        )

    @property
    def everything_picked(self) -> Picks:
        """Returns all picks as one, the private ones last."""
        told, private = self.picks, self.private_picks.picks
        return Picks(
            rings={**told.rings, **private.rings},
            reasons=(*told.reasons, *private.reasons),
            step=told.step or private.step,
            line=told.line or private.line,
            rather_not=(*told.rather_not, *private.rather_not),
        )


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{', '.join(ids[:_NAMED])}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Answers out of a file, and which questions they were given to.

    Attributes:
        bank, version: as the file names them; empty where it does not.
        wording: for each item that was answered, a short sum of its words then; empty where the file has none.
    """

    kept: Kept
    bank: str = ""
    version: str = ""
    wording: Mapping[ItemId, str] = field(default_factory=dict)


def wording_of(item: Item) -> str:
    """Returns a short sum of an item's words: another one wherever its text or its options are worded otherwise."""
    options = (f"{option.id} {option.text}" for option in item.options)
    words = (item.text, item.text_ended, *options, *filter(None, [item.text_just_begun]))
    return f"{zlib.crc32(json.dumps(words).encode()):08x}"


def take_now(bank: Bank, kept: Kept) -> Take:
    """Returns answers that were given just now, to the questions as they are."""
    answered = [item for item in bank.tracks[kept.track].items if kept.responses.get(item.id)]
    wording = {item.id: wording_of(item) for item in answered}
    return Take(kept=kept, bank=bank.id, version=bank.version, wording=wording)


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
        *_answers("context", {id: said for id, said in kept.responses.items() if id in context}),
        *_answers("responses", {id: said for id, said in kept.responses.items() if id not in context}),
        *(["wording:"] if wording else []),
        *(f"  {_word(id)}: {_quoted(words)}" for id, words in wording.items()),
        *_picked("picked", kept.picks),
        *_picked("picked_in_private", kept.private_picks.picks),
    ]
    return _HEAD.format(added=_ADDED if bank.added else "") + "\n".join(lines) + "\n"


def _answers(key: str, responses: Mapping[ItemId, Sequence[str]]) -> Iterator[str]:
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
