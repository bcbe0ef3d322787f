"""Scores many whole answer sheets of one track, fast. Pure.

The formulas are those of `scoring`; only the adding up is prepared, item by item and option by option.
`tests/test_tally.py` holds every score and standing to `scoring.findings`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from stuckpoint.conditions import Chosen as Leaf
from stuckpoint.conditions import holds
from stuckpoint.model import Item, ReasonId, Track
from stuckpoint.people import AnswerSheet, Chosen
from stuckpoint.scoring import SLACK, WORTH_A_LOOK, Standing, score_of, standing

# Of a response: reasons by their position in the track, and v and m of docs/method.md for each.
Said = tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet comes to. Reasons are known by their positions in the track.

    Attributes:
        ranks: scores as results compare them, to 6 places; -1 where nothing answered speaks of the reason.
        first: the reason that results show first; None where nothing is scored.
        standing_out: the reasons that stand out.
    """

    ranks: tuple[float, ...]
    first: int | None
    standing_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """G and D of docs/method.md, for each reason."""

    gained: tuple[float, ...]
    answered: tuple[float, ...]

    def scores(self) -> list[float | None]:
        """Returns the score of each reason, None where nothing answered speaks of it."""
        return [score_of(g, d) if d else None for g, d in zip(self.gained, self.answered, strict=True)]

    def without(self, said: Said) -> "Sums":
        """Returns the sums less one response."""
        gained, answered = list(self.gained), list(self.answered)
        for reason, v, m in said:
            gained[reason] -= v
            answered[reason] -= m
        return Sums(tuple(gained), tuple([d if d > SLACK else 0.0 for d in answered]))

    def outcome(self) -> Outcome:
        """Returns what results make of it."""
        scores = self.scores()
        ranks = tuple([-1.0 if score is None else round(score, 6) for score in scores])
        top = max(ranks, default=-1.0)
        return Outcome(
            ranks,
            ranks.index(top) if top >= 0 else None,
            tuple(
                [
                    reason
                    for reason, (score, d) in enumerate(zip(scores, self.answered, strict=True))
                    # Most scores are far below, and need not be judged.
                    if score is not None and score > WORTH_A_LOOK and standing(score, d) is Standing.STANDS_OUT
                ]
            ),
        )


class Tally:
    """A track made ready for adding up."""

    def __init__(self, track: Track) -> None:
        self.items = (*track.context, *track.items)
        self._reasons = len(track.reasons)
        place = {reason.id: number for number, reason in enumerate(track.reasons)}
        self._at = {str(item.id): position for position, item in enumerate(self.items)}
        self._conditional = [position for position, item in enumerate(self.items) if item.show_if]
        self._place = place
        self._says: list[dict[Chosen, Said]] = [{} for _ in self.items]

    def path(self, sheet: AnswerSheet, asked: Collection[int] | None = None) -> Sequence[Chosen]:
        """Returns what counts of a sheet: what is on the path, of the items asked where those are named."""
        counted = list(sheet)
        if asked is not None:
            counted = [chosen if position in asked else () for position, chosen in enumerate(sheet)]
        for position in self._conditional:
            if not self.is_on(position, counted):  # a condition looks back, at what is settled by now
                counted[position] = ()
        return counted

    def is_on(self, position: int, counted: Sequence[Chosen]) -> bool:
        """Says whether an item is on the path, given what counts before it."""
        return holds(self.items[position].show_if, lambda leaf: self._is_so(leaf, counted))

    def _is_so(self, leaf: Leaf, counted: Sequence[Chosen]) -> bool:
        position = self._at[leaf.item]
        return any(self.items[position].options[at].id in leaf.options for at in counted[position])

    def sums(self, counted: Sequence[Chosen]) -> Sums:
        """Returns what all that counts comes to, added up in bank order."""
        gained, answered = [0.0] * self._reasons, [0.0] * self._reasons
        for position, (chosen, says) in enumerate(zip(counted, self._says, strict=True)):
            if chosen:
                for reason, v, m in says.get(chosen) or self.said(position, chosen):
                    gained[reason] += v
                    answered[reason] += m
        return Sums(tuple(gained), tuple(answered))

    def said(self, position: int, chosen: Chosen) -> Said:
        """Returns what a response says: for each reason the most that one of its options does."""
        known = self._says[position]
        if chosen not in known:
            known[chosen] = _said(self.items[position], chosen, self._place)
        return known[chosen]


def _said(item: Item, chosen: Chosen, place: Mapping[ReasonId, int]) -> Said:
    options = [item.options[at] for at in chosen]
    return tuple(
        (place[to], max([option.balanced.get(to, 0.0) for option in options]), m) for to, m in item.most.items()
    )
