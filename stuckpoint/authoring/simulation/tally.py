"""Adds up many whole answer sheets of one track. Pure.

The formulas are those of `scoring`; tests hold every score and standing to `scoring.findings`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from stuckpoint.authoring.simulation.people import AnswerSheet, Chosen
from stuckpoint.bank import Item, Track
from stuckpoint.bank.conditions import Chosen as Leaf
from stuckpoint.bank.conditions import holds
from stuckpoint.engine import Standing
from stuckpoint.engine.scoring import WORTH_A_LOOK, score_of, standing

# What is said about each reason, and the most that could be: G and D of docs/method.md, without their priors.
Sums = tuple[Sequence[float], Sequence[float]]

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
        self._conditional = [(position, item) for position, item in enumerate(self.items) if item.show_if]
        self._reasons = len(track.reasons)
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        self._most = [[(place[to], m) for to, m in item.most.items()] for item in self.items]
        self._says = [
            [[(place[to], v) for to, v in option.balanced.items()] for option in item.options] for item in self.items
        ]

    def path(self, sheet: AnswerSheet, asked: Collection[int] | None = None) -> Sequence[Chosen]:
        """Returns what counts of a sheet: what is on the path, of the items asked where those are named."""
        counted = [chosen if asked is None or position in asked else () for position, chosen in enumerate(sheet)]
        for position, item in self._conditional:
            if not self._is_on(item, counted):  # a condition looks back, at what is settled by now
                counted[position] = ()
        return counted

    def off_path(self, counted: Sequence[Chosen]) -> list[int]:
        """Returns the positions of the items that are off the path, given what counts."""
        return [position for position, item in self._conditional if not self._is_on(item, counted)]

    def _is_on(self, item: Item, counted: Sequence[Chosen]) -> bool:
        def so(leaf: Leaf) -> bool:
            if leaf.item not in self._at:  # it is not asked at the stage that these people are at
                return False
            position = self._at[leaf.item]
            return any(self.items[position].options[at].id in leaf.options for at in counted[position])

        return holds(item.show_if, so)

    def sums(self, counted: Sequence[Chosen]) -> Sums:
        """Returns what all that counts comes to: of each item, for each reason, the most that one option says."""
        said, most = [0.0] * self._reasons, [0.0] * self._reasons
        for chosen, could, options in zip(counted, self._most, self._says, strict=True):
            if chosen:
                for reason, m in could:
                    most[reason] += m
                for reason, v in options[chosen[0]] if len(chosen) == 1 else _together(options[at] for at in chosen):
                    said[reason] += v
        return said, most

    def outcome(self, sums: Sums) -> Outcome:
        """Returns what results make of it."""
        scores = [score_of(g, d) if d else _NOT_SCORED for g, d in zip(*sums, strict=True)]
        top = max(scores, default=_NOT_SCORED)
        level = [reason for reason, score in enumerate(scores) if score > top - _NEAR] if top >= 0 else []
        return Outcome(
            tuple(scores),
            max(level, key=lambda reason: round(scores[reason], _PLACES), default=None),
            tuple(
                [
                    reason
                    for reason, score in enumerate(scores)
                    if score > WORTH_A_LOOK and standing(score, sums[1][reason]) is Standing.STANDS_OUT
                ]
            ),
        )


def _together(options: Iterable[Sequence[tuple[int, float]]]) -> Iterable[tuple[int, float]]:
    """Returns, for each reason, the most that one of some options says."""
    most: dict[int, float] = {}
    for option in options:
        for reason, v in option:
            most[reason] = max(v, most.get(reason, 0.0))
    return most.items()
