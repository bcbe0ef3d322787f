"""The answers to one run with what was picked of the results, and what of it others may read. Pure."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from stuckpoint.bank import Bank, Item, ItemId, OpeningLine, Reason, ReasonId, Responses, Step, Track, TrackId
from stuckpoint.engine.results import circumstances, lines_for, results, steps_for
from stuckpoint.engine.scoring import findings

MOST_REASONS = 3  # so many can be looked at in one session
_NAMED = 10  # so many things that are gone are named


class Rings(StrEnum):
    """What a person makes of a reason."""

    TRUE = "rings_true"
    PARTLY = "partly"
    NOT_ME = "not_me"


RINGS = {Rings.TRUE: "It rings true", Rings.PARTLY: "Partly", Rings.NOT_ME: "Not me"}  # as a person chooses them


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be picked: reasons, steps and opening lines, by their ids."""

    reasons: frozenset[ReasonId]
    steps: frozenset[str]
    lines: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What was chosen to take along; everything may be left open.

    Attributes:
        rings: what the person makes of the reasons they were shown.
        reasons: those that a report is to hold, in that order.
        step: the id of a step, or nothing.
        line: the id of an opening line, or nothing.
        rather_not: the reasons that the person would rather not go into.
    """

    rings: Mapping[ReasonId, Rings] = field(default_factory=dict)
    reasons: tuple[ReasonId, ...] = ()
    step: str = ""
    line: str = ""
    rather_not: tuple[ReasonId, ...] = ()

    def without_private(self, track: Track) -> "Picks":
        """Returns the picks without all that belongs to a private reason of the track."""
        return self.among(_all_of(reason for reason in track.reasons if not reason.private))

    def among(self, offer: Offer) -> "Picks":
        """Returns those of the picks that are offered."""
        return self._where(offer, is_offered=True)

    def outside(self, offer: Offer) -> "Picks":
        """Returns those of the picks that are not offered."""
        return self._where(offer, is_offered=False)

    def _where(self, offer: Offer, *, is_offered: bool) -> "Picks":
        reasons = offer.reasons
        return Picks(
            rings={id: rings for id, rings in self.rings.items() if (id in reasons) is is_offered},
            reasons=tuple(id for id in self.reasons if (id in reasons) is is_offered),
            step=self.step if (self.step in offer.steps) is is_offered else "",
            line=self.line if (self.line in offer.lines) is is_offered else "",
            rather_not=tuple(id for id in self.rather_not if (id in reasons) is is_offered),
        )

    def step_in(self, track: Track) -> Step | None:
        """Returns the step that was picked, if a file may hold it."""
        steps = (step for reason in track.reasons for step in reason.steps)
        return next((step for step in steps if step.id == self.step and not step.unsafe_with_control), None)

    def line_in(self, track: Track) -> OpeningLine | None:
        """Returns the opening line that was picked, if a file may hold it."""
        lines = (line for reason in track.reasons for line in reason.opening_lines)
        return next((line for line in lines if line.id == self.line and not line.unsafe_with_control), None)


@dataclass(frozen=True, slots=True)
class PrivatePicks:
    """What was chosen about reasons that are offered because of private answers alone; no file without a second yes.

    They are no Picks, so that nothing takes them for picks that others may read.
    """

    picks: Picks = field(default_factory=Picks)


def _all_of(reasons: Iterable[Reason]) -> Offer:
    some = tuple(reasons)
    return Offer(
        reasons=frozenset(reason.id for reason in some),
        steps=frozenset(step.id for reason in some for step in reason.steps),
        lines=frozenset(line.id for reason in some for line in reason.opening_lines),
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What can be picked of the answers to a run, whatever was picked.

    Attributes:
        for_others: the reasons that can be picked for any file, in order: worked out from no private answer.
        reasons: all that can be picked: those for any file, then what private answers brought up besides.
        open: what can be picked about the first.
        whole: what can be picked about all.
    """

    for_others: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    open: Offer
    whole: Offer

    def still(self, kept: Kept) -> Kept:
        """Returns what is kept of these answers with the picks that can still be made, each where it belongs.

        A pick for any file that private answers alone still offer is private. A private one is never for any file:
        where its reason has come to be offered there, it would have to be picked anew.
        """
        private = kept.everything_picked.among(self.whole).outside(self.open)
        return replace(kept, picks=kept.picks.among(self.open), private_picks=PrivatePicks(private))


def offered(bank: Bank, kept: Kept) -> Offered:
    """Returns what can be picked of the answers."""
    told = kept.without_private(bank)
    for_others = _shown(bank, told)
    reasons = tuple(dict.fromkeys((*for_others, *_shown(bank, kept))))
    return Offered(
        for_others=for_others,
        reasons=reasons,
        open=_offer(bank, told, for_others),
        whole=_offer(bank, kept, reasons),
    )


def _shown(bank: Bank, kept: Kept) -> tuple[Reason, ...]:
    found = findings(bank, kept.track, kept.responses, private=True)
    return tuple(finding.reason for finding in results(bank, found, kept.responses).shown)


def _offer(bank: Bank, kept: Kept, reasons: Sequence[Reason]) -> Offer:
    where = circumstances(bank.tracks[kept.track], kept.responses)
    return Offer(
        reasons=frozenset(reason.id for reason in reasons),
        steps=frozenset(step.id for reason in reasons for step in steps_for(reason, where)),
        lines=frozenset(line.id for reason in reasons for line in lines_for(reason, where)),
    )
