"""What has moved between two takes of one person. Pure; follows docs/method.md, "What has moved"."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum, sqrt
from statistics import fmean

from stuckpoint.bank import Bank, Item, ItemId, OptionId, Reason, ReasonId, Responses, Track, TrackId
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.bank.weights import point_different_ways
from stuckpoint.engine.answers import Take
from stuckpoint.engine.scoring import GATE, PRIOR_WEIGHT, SLACK, below, score_of
from stuckpoint.errors import CannotCompare

# How many times its own noise a change has to be. Found by benchmarks/changing.py, which also holds the next figure to
# be true, and that at most 1.5 of 100 reasons are marked.
MOVED = 4.0
FALSE_MARKS = 12  # of 100 people who have not changed, at most so many see any mark
MAY_HAVE_MOVED = 3.0
FEWEST = 6  # so many items two takes have to have in common

# The noise of answers in general, worth so many answers of the person's own.
_USUAL_NOISE = 0.30
_USUAL_ANSWERS = 6

Path = Mapping[ItemId, frozenset[OptionId]]


class Moved(StrEnum):
    """What a change is called."""

    LOWER = "lower"
    HIGHER = "higher"
    MAY_BE_LOWER = "may_be_lower"
    MAY_BE_HIGHER = "may_be_higher"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What two takes say about one reason, by the items answered in both.

    Attributes:
        before, after: the scores, from 0 to 100; None where no such item can say something about the reason.
        change: how much higher it came out the second time, in points.
        noise: how far the change comes out by chance, in points, judged by how this person's answers vary.
        shared_weight: D over these items.
    """

    reason: Reason
    before: float | None
    after: float | None
    change: float
    noise: float
    shared_weight: float
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has moved.

    Attributes:
        compared: the items answered in both, in bank order.
        changes: one for each reason, in bank order.
        days: those of the two takes; empty where nobody said.
        set_aside: the reasons that the person would not go into, either time.
    """

    track: TrackId
    compared: tuple[ItemId, ...]
    changes: tuple[Change, ...]
    days: tuple[str, str] = ("", "")
    set_aside: frozenset[ReasonId] = frozenset()

    def called(self, *marks: Moved) -> tuple[Change, ...]:
        """Returns the changes that are called one of these."""
        return tuple(one for one in self.changes if one.moved in marks)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An item answered twice: what each answer says about each reason."""

    item: Item
    before: Mapping[ReasonId, float]
    after: Mapping[ReasonId, float]


def since(bank: Bank, before: Take, after: Take) -> Changes:
    """Returns what has moved between two takes, by what is not private. Raises CannotCompare, saying why."""
    one, other = before.kept, after.kept
    if one.track != other.track:
        raise CannotCompare(
            f"The first answers are of the track {one.track} and the second of {other.track}: "
            "only takes of one track can be compared."
        )
    if (before.bank or bank.id) != (after.bank or bank.id):
        raise CannotCompare("These are answers to different questions, so nothing can be compared.")
    if one.taken and other.taken and one.taken > other.taken:
        raise CannotCompare(
            f"The first answers are of {one.taken}, and the second are earlier, of {other.taken}: "
            "name the earlier ones first."
        )
    same = _worded_alike(before, after)
    if same is None:
        versions = " and of ".join(take.version or "no version that it names" for take in (before, after))
        raise CannotCompare(
            f"These are answers to questions of version {versions}, and not both say how those were worded, so "
            "nothing can be compared."
        )
    found = changes(bank, one.track, one.responses, other.responses, same)
    if (count := len(found.compared)) < FEWEST:
        raise CannotCompare(
            f"Both takes answer {count or 'no'} question{'' if count == 1 else 's'} in the same words, "
            f"{'which is ' if count == 0 else ''}too few to compare: it takes {FEWEST}."
        )
    track = bank.tracks[one.track]
    aside = (kept.picks.without_private(track).rather_not for kept in (one, other))
    return replace(found, days=(one.taken, other.taken), set_aside=frozenset().union(*aside))


def _worded_alike(before: Take, after: Take) -> frozenset[ItemId] | None:
    """Returns the items answered in both takes whose words have not changed in between.

    Where a take does not hold the sums of its words, all of them if both were given to the same version of the same
    questions; None if not, as nobody can tell then.
    """
    both = before.kept.responses.keys() & after.kept.responses.keys()
    if before.wording and after.wording:
        return frozenset(id for id in both if before.wording.get(id, "") == after.wording.get(id))
    return frozenset(both) if before.version == after.version else None


def changes(
    bank: Bank, track: TrackId, before: Responses, after: Responses, same: Set[ItemId], private: bool = False
) -> Changes:
    """Returns what has moved between two takes, by the items of `same` that both answer.

    `same` are the items whose words have not changed between the takes. Unless `private`, no private answer counts and
    nothing is said of private reasons. Raises KeyError for a track that the bank does not have, ValueError for an
    unknown option.
    """
    here = bank.tracks[track]
    every = [item for item in (*here.context, *here.items) if private or not item.private]
    first, second = (_path(as_met(here, take), take, private) for take in (before, after))
    shared = {item.id for item in here.items} & same
    pairs = [
        _Pair(item, _said(item, first[item.id]), _said(item, second[item.id]))
        for item in every
        if item.id in shared and first.get(item.id) and second.get(item.id)
    ]
    noise = _noise_of_one_answer(pairs)
    return Changes(
        track=here.id,
        compared=tuple(pair.item.id for pair in pairs),
        changes=tuple(_change(reason, pairs, noise) for reason in here.reasons if private or not reason.private),
    )


def _path(met: Track, take: Responses, private: bool) -> Path:
    return on_path([item for item in (*met.context, *met.items) if private or not item.private], take)


def _said(item: Item, chosen: Set[OptionId]) -> Mapping[ReasonId, float]:
    options = [option for option in item.options if option.id in chosen]
    return {reason: max(option.balanced.get(reason, 0.0) for option in options) for reason in item.most}


def _change(reason: Reason, pairs: Iterable[_Pair], noise: float) -> Change:
    speaking = [pair for pair in pairs if reason.id in pair.item.most]
    weights = [pair.item.most[reason.id] for pair in speaking]
    weight = fsum(weights)
    before = score_of(fsum(pair.before[reason.id] for pair in speaking), weight)
    after = score_of(fsum(pair.after[reason.id] for pair in speaking), weight)
    own_noise = 100 * sqrt(noise * fsum(m * m for m in weights)) / (weight + PRIOR_WEIGHT)
    return Change(
        reason=reason,
        before=before if speaking else None,
        after=after if speaking else None,
        change=after - before,
        noise=own_noise,
        shared_weight=weight,
        moved=_moved(after - before, own_noise, weight),
    )


def _moved(change: float, noise: float, shared_weight: float) -> Moved:
    if below(shared_weight, GATE):
        return Moved.NOT_ENOUGH
    times = abs(change) / noise
    if not below(times, MOVED):
        return Moved.LOWER if change < 0 else Moved.HIGHER
    if not below(times, MAY_HAVE_MOVED):
        return Moved.MAY_BE_LOWER if change < 0 else Moved.MAY_BE_HIGHER
    return Moved.NO_CLEAR_CHANGE


def _noise_of_one_answer(pairs: Iterable[_Pair]) -> float:
    """Returns s2: the variance of one answer's change, as a share of all that the answer can say.

    What the answers about one reason have in common is the change itself; how they differ from one another is noise.
    An item that can point to several things says too little about each to be told from noise.
    """
    about: dict[ReasonId, list[float]] = {}
    for item, before, after in ((pair.item, pair.before, pair.after) for pair in pairs):
        if item.most and not item.many and not point_different_ways([option.balanced for option in item.options]):
            reason = _main_reason(item)
            about.setdefault(reason, []).append((after[reason] - before[reason]) / item.most[reason])
    squares = fsum(fsum((one - fmean(together)) ** 2 for one in together) for together in about.values())
    free = sum(len(together) - 1 for together in about.values())
    return (squares + _USUAL_ANSWERS * _USUAL_NOISE**2) / (free + _USUAL_ANSWERS)


def _main_reason(item: Item) -> ReasonId:
    top = max(item.most.values())
    return next(reason for reason, m in item.most.items() if m >= top - SLACK)
