"""Scores many whole answer sheets of one track, fast. Pure.

The formulas are those of `scoring`; only the adding up is prepared, item by item and option by option.
`tests/test_tally.py` holds every score and standing to `scoring.findings`.

G and D of docs/method.md, with their priors and for all reasons, are the fields of one long whole number, so that
one addition adds to all of them. Such a number is called sums here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from operator import getitem
from struct import Struct

from stuckpoint.authoring.simulation.people import AnswerSheet, Chosen
from stuckpoint.bank import Item, ReasonId, Track
from stuckpoint.bank.conditions import All, Any, Condition
from stuckpoint.bank.conditions import Chosen as Leaf
from stuckpoint.engine import Standing
from stuckpoint.engine.scoring import PRIOR, PRIOR_WEIGHT, WORTH_A_LOOK, standing

_FIELD = 64  # bits
_ONE = 1 << 48  # 1.0 in a field, which then has room for 65,535: no bank has so many items
_KEPT = 1000  # responses to one item
_NOT_SCORED = -1.0
_PLACES = 6  # to which results compare scores
_NEAR = 1e-5  # scores further apart than this are not level to 6 places


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet comes to. Reasons are known by their positions in the track.

    Attributes:
        scores: from 0 to 100; -1 where nothing answered speaks of the reason.
        first: the reason that results show first; None where nothing is scored.
        standing_out: the reasons that stand out.
    """

    scores: tuple[float, ...]
    first: int | None
    standing_out: tuple[int, ...]

    def as_high_as(self, reason: int) -> list[int]:
        """Returns the reasons that score at least as high as one, as results compare scores."""
        own = self.scores[reason]
        least, rounded = max(0.0, own - _NEAR), round(own, _PLACES)
        near = [other for other, score in enumerate(self.scores) if score >= least]
        return [other for other in near if round(self.scores[other], _PLACES) >= rounded]


class Tally:
    """A track made ready for adding up."""

    def __init__(self, track: Track) -> None:
        self.items = (*track.context, *track.items)
        self._at = {str(item.id): position for position, item in enumerate(self.items)}
        self._conditional = [
            (position, self._test(item.show_if)) for position, item in enumerate(self.items) if item.show_if
        ]
        self._reasons = len(track.reasons)
        self._fields = Struct(f"<{2 * self._reasons}Q")
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        self._nothing = _packed(dict.fromkeys(range(self._reasons), (PRIOR, PRIOR_WEIGHT)), self._reasons)
        self._says = [_Says(item, place) for item in self.items]

    def path(self, sheet: AnswerSheet, asked: Collection[int] | None = None) -> Sequence[Chosen]:
        """Returns what counts of a sheet: what is on the path, of the items asked where those are named."""
        if asked is None and not self._conditional:
            return sheet
        counted = list(sheet)
        if asked is not None:
            counted = [chosen if position in asked else () for position, chosen in enumerate(sheet)]
        for position, is_on in self._conditional:
            if not is_on(counted):  # a condition looks back, at what is settled by now
                counted[position] = ()
        return counted

    def off_path(self, counted: Sequence[Chosen]) -> list[int]:
        """Returns the positions of the items that are off the path, given what counts."""
        return [position for position, is_on in self._conditional if not is_on(counted)]

    def _test(self, condition: Condition) -> Callable[[Sequence[Chosen]], bool]:
        """Returns what says of all that counts whether a condition holds."""
        match condition:
            case Leaf(id, options):
                position = self._at[id]
                wanted = frozenset(at for at, option in enumerate(self.items[position].options) if option.id in options)
                return lambda counted: not wanted.isdisjoint(counted[position])
            case All(parts):
                every = [self._test(part) for part in parts]
                return lambda counted: all(test(counted) for test in every)
            case Any(parts):
                some = [self._test(part) for part in parts]
                return lambda counted: any(test(counted) for test in some)

    def sums(self, counted: Sequence[Chosen]) -> int:
        """Returns what all that counts comes to."""
        return sum(map(getitem, self._says, counted), self._nothing)

    def said(self, position: int, chosen: Chosen) -> int:
        """Returns what a response adds to the sums: for each reason the most that one of its options says."""
        return self._says[position][chosen]

    def answered(self, sums: int) -> list[float]:
        """Returns D of docs/method.md for each reason."""
        return [d / _ONE - PRIOR_WEIGHT for d in self._unpacked(sums)[self._reasons :]]

    def outcome(self, sums: int) -> Outcome:
        """Returns what results make of it."""
        fields = self._unpacked(sums)
        weights = fields[self._reasons :]
        scores = [100.0 * g / d if d > _ONE else _NOT_SCORED for g, d in zip(fields, weights, strict=False)]
        top = max(scores, default=_NOT_SCORED)
        level = [reason for reason, score in enumerate(scores) if score > top - _NEAR] if top >= 0 else []
        # Most scores are far below, and need not be judged.
        high = [reason for reason, score in enumerate(scores) if score > WORTH_A_LOOK]
        return Outcome(
            tuple(scores),
            max(level, key=lambda reason: round(scores[reason], _PLACES), default=None),
            tuple(
                [
                    reason
                    for reason in high
                    if standing(scores[reason], weights[reason] / _ONE - PRIOR_WEIGHT) is Standing.STANDS_OUT
                ]
            ),
        )

    def _unpacked(self, sums: int) -> tuple[int, ...]:
        return self._fields.unpack(sums.to_bytes(self._fields.size, "little"))


class _Says(dict[Chosen, int]):
    """What each response to an item adds to the sums, worked out when it is first met."""

    def __init__(self, item: Item, place: Mapping[ReasonId, int]) -> None:
        super().__init__({(): 0})
        self._item = item
        self._place = place

    def __missing__(self, chosen: Chosen) -> int:
        options = [self._item.options[at] for at in chosen]
        says = {
            self._place[to]: (max([option.balanced.get(to, 0.0) for option in options]), m)
            for to, m in self._item.most.items()
        }
        added = _packed(says, len(self._place))
        if len(self) < _KEPT:
            self[chosen] = added
        return added


def _packed(says: Mapping[int, tuple[float, float]], reasons: int) -> int:
    """Returns a number with these amounts of G and D in the fields of reasons. Rounded up, so that no D is lost."""
    return sum(
        (ceil(v * _ONE) << _FIELD * reason) + (ceil(m * _ONE) << _FIELD * (reasons + reason))
        for reason, (v, m) in says.items()
    )
