"""Responses to findings. Pure; every score is the sum of its contributions (docs/method.md, "The score")."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import fsum

from stuckpoint.bank import Bank, Item, ItemId, OptionId, Reason, ReasonId, Responses, Track, TrackId
from stuckpoint.bank.reach import as_met, on_path

# One imaginary mild answer, so that one question cannot decide.
PRIOR = 0.25
PRIOR_WEIGHT = 1.0

STANDS_OUT = 53.0
WORTH_A_LOOK = 40.0
GATE = 2.0
LOW_GATE = 1.0
LEVEL = 8.0  # neighbours closer than this are about level
SLACK = 1e-9


# An item that could speak of a reason, what was chosen there, and its v and m.
_Said = tuple[ItemId, tuple[OptionId, ...], float, float]


class Standing(StrEnum):
    """What a score is called."""

    STANDS_OUT = "stands_out"
    WORTH_A_LOOK = "worth_a_look"
    QUIET = "quiet"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The part of a reason's score that came from one answered item, in points."""

    item: ItemId
    options: tuple[OptionId, ...]
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the answers say about one reason.

    Attributes:
        score: from 0 to 100; None when nothing that could speak about the reason was answered.
        answered_weight: D: how much the answered items could have said about the reason.
        contributions: one for each answered item that can say something about it, in bank order.
        prior: the part of the score that is the imaginary mild answer; None as for the score.
        is_asked_about: whether all that is asked at the person's stage could say enough about it to be shown.
    """

    reason: Reason
    score: float | None
    answered_weight: float
    standing: Standing
    contributions: tuple[Contribution, ...]
    prior: float | None
    is_asked_about: bool = True

    @property
    def on_few_answers(self) -> bool:
        """Says whether the answers are too few for the reason to stand out."""
        return below(self.answered_weight, GATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An answer worth mentioning whatever the scores say."""

    item: ItemId
    option: OptionId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything the answers say.

    Attributes:
        asked: the items on the path that have a response, in the order of the responses.
        answered: those of them with an answer, in the same order.
        findings: one for each reason of the track, in display order: the highest score first.
        raised: in bank order.
    """

    track: TrackId
    asked: tuple[ItemId, ...]
    answered: tuple[ItemId, ...]
    findings: tuple[Finding, ...]
    raised: tuple[Raised, ...]


def below(number: float, line: float) -> bool:
    """Says whether a score or weight is below a line, allowing for rounding."""
    return number < line - SLACK


def findings(bank: Bank, track: TrackId, responses: Responses, private: bool = False) -> Findings:
    """Returns what the responses say about each reason of a track.

    Counts every response whose `show_if` holds. Unless `private`, only the non-private ones: nothing in the
    result then depends on a private one. Raises KeyError for a track that the bank does not have, ValueError for an
    unknown option.
    """
    whole = bank.tracks[track]
    here = as_met(whole, responses)
    context, items = (
        tuple(item for item in some if private or not item.private) for some in (here.context, here.items)
    )
    path = on_path((*context, *items), responses)
    answered = [item for item in items if path.get(item.id)]
    told_of = _told_of(whole, here)
    said = _said(answered, path)
    found = [_finding(one, said.get(one.id, ()), is_asked_about=one in told_of) for one in here.reasons]
    # Sorting is stable, so reasons that are level stay in bank order.
    found.sort(key=lambda one: (one.score is None, -round(one.score or 0.0, 6)))
    scored = {item.id for item in items}
    return Findings(
        track=here.id,
        asked=tuple(item for item in responses if item in path and item in scored),
        answered=tuple(item for item in responses if path.get(item) and item in scored),
        findings=tuple(found),
        raised=tuple(_raised((*context, *answered), path)),
    )


@lru_cache(maxsize=32)
def _told_of(whole: Track, here: Track) -> frozenset[Reason]:
    """Returns the reasons of which something could be said where only some of the items are asked."""
    if here.items == whole.items:
        return frozenset(whole.reasons)
    weights = {reason: fsum(item.most.get(reason.id, 0.0) for item in here.items) for reason in whole.reasons}
    return frozenset(reason for reason, weight in weights.items() if not below(weight, LOW_GATE))


def score_of(gained: float, answered_weight: float) -> float:
    """Returns the score, from 0 to 100, that G and D of docs/method.md come to."""
    return 100 * (gained + PRIOR) / (answered_weight + PRIOR_WEIGHT)


def standing(score: float | None, answered_weight: float) -> Standing:
    """Returns what a score is called, given the answered weight that it rests on."""
    if score is not None and not below(score, STANDS_OUT) and not below(answered_weight, GATE):
        return Standing.STANDS_OUT
    if score is not None and not below(score, WORTH_A_LOOK) and not below(answered_weight, LOW_GATE):
        return Standing.WORTH_A_LOOK
    return Standing.NOT_ENOUGH if below(answered_weight, GATE) else Standing.QUIET


def _said(answered: Iterable[Item], path: Mapping[ItemId, frozenset[OptionId]]) -> Mapping[ReasonId, Sequence[_Said]]:
    """Returns, for each reason, what was said that could speak of it, in the order of the items."""
    said = defaultdict[ReasonId, list[_Said]](list)
    for item in answered:
        chosen = [option for option in item.options if option.id in path[item.id]]
        ids = tuple(option.id for option in chosen)
        for reason, m in item.most.items():
            said[reason].append((item.id, ids, max(option.balanced.get(reason, 0.0) for option in chosen), m))
    return said


def _finding(reason: Reason, said: Sequence[_Said], *, is_asked_about: bool) -> Finding:
    weight = sum((m for *_, m in said), 0.0)
    score = score_of(sum(v for *_, v, _ in said), weight) if said else None
    whole = weight + PRIOR_WEIGHT
    return Finding(
        reason=reason,
        score=score,
        answered_weight=weight,
        standing=standing(score, weight),
        contributions=tuple(Contribution(item=id, options=ids, points=100 * v / whole) for id, ids, v, _ in said),
        prior=100 * PRIOR / whole if said else None,
        is_asked_about=is_asked_about,
    )


def _raised(answered: tuple[Item, ...], path: dict[ItemId, frozenset[OptionId]]) -> list[Raised]:
    return [
        Raised(item=item.id, option=option.id, text=option.raise_it)
        for item in answered
        for option in item.options
        if option.raise_it and option.id in path.get(item.id, ())
    ]
