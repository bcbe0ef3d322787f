"""Invented people: how strongly they have each reason, and how they are with questions. Pure: chance is passed in.

The figures are told in docs/simulate.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, floor, fsum, hypot
from statistics import NormalDist

# The positions of the options chosen on an item; none for no answer.
Chosen = tuple[int, ...]
# What was chosen on each context item and then on each item of a track, in bank order.
AnswerSheet = tuple[Chosen, ...]
# Even draws from 0 up to 1: `random` of a seeded random.Random.
Chance = Callable[[], float]

HAS = 0.75  # how strongly a person has the reason that they have
_EASE, _LOADING = 0.08, 0.85  # what anyone says of anything; how far what a person has shows in an answer
_MILD, _MILD_SPREAD, _MILD_MOST = 0.14, 0.08, 0.40  # every reason that a person does not have
_NOISE = 0.22  # of the whole scale
AT_RANDOM = 0.04  # answers that have nothing to do with the question
TICKS_OVER, MOST_TICKS = 0.50, 4
_TICK_NOISE, _TICK_LOADING_SPREAD, _READINESS_SPREAD = 0.10, 0.30, 0.06
_SKIPS_A_LOT = 0.40
_DOES_NOT_APPLY = 0.03  # for each reason, that none of its own items does

# A normal draw is one of so many equally likely steps: exact on every machine, and fast. Only even draws are
# promised to be the same in every version of Python.
_STEPS = 4096
_NORMAL = tuple(NormalDist().inv_cdf((step + 0.5) / _STEPS) for step in range(_STEPS))


def _tick_chance(has: float) -> float:
    """Returns how likely a line is ticked by someone who has what it says so strongly, over all kinds of people."""
    spread = NormalDist(0.0, hypot(_TICK_NOISE, _READINESS_SPREAD))
    every = _NORMAL[_STEPS // 128 :: _STEPS // 64]
    over = (TICKS_OVER - _EASE - _LOADING * exp(_TICK_LOADING_SPREAD * z) * has for z in every)
    return fsum(1 - spread.cdf(line) for line in over) / len(every)


_TICK_CHANCES = tuple(_tick_chance(percent / 100) for percent in range(101))


def tick_chance(has: float) -> float:
    """Returns how likely someone who has something so strongly, from 0 up, ticks a line that says so."""
    return _TICK_CHANCES[min(int(has * 100 + 0.5), 100)]


class Kind(StrEnum):
    """What kind of person someone is."""

    ONE_REASON = "one_reason"
    NOTHING_WRONG = "nothing_wrong"
    YES_SAYER = "yes_sayer"  # nothing wrong, and agrees with whatever is said
    SKIPS_A_LOT = "skips_a_lot"  # nothing wrong, and leaves many questions out


@dataclass(frozen=True, slots=True)
class Style:
    """How someone answers on a response scale, whatever is asked.

    Attributes:
        stretch: how far from the middle they go, where others go 1.
        lean: how far they lean towards the last answer.
    """

    stretch: float = 1.0
    lean: float = 0.0


_PLAIN, _YES, _ENDS, _MIDDLE = (Style(), Style(lean=0.18), Style(stretch=1.7), Style(stretch=0.55))
_DRAWN = (_PLAIN, _PLAIN, _YES, _ENDS, _MIDDLE)


class Person:
    """Someone who answers: how strongly they have each reason, and how they are with questions."""

    def __init__(self, kind: Kind, reason: int | None, reasons: int, draw: Chance) -> None:
        self.draw = draw
        self.reason = reason
        self.has = [min(max(_MILD + _MILD_SPREAD * self._normal(), 0.0), _MILD_MOST) for _ in range(reasons)]
        # Whether no item about a reason alone applies; and False at the end, for items about several or none.
        self.spared = [draw() < _DOES_NOT_APPLY for _ in range(reasons)]
        self.spared.append(False)
        if reason is not None:
            self.spared[reason], self.has[reason] = False, HAS
        self.style = _YES if kind is Kind.YES_SAYER else _DRAWN[floor(draw() * len(_DRAWN))]
        # The third smallest of 19 even draws is a draw of beta(3, 17): 15 in 100 on average.
        self.skips = _SKIPS_A_LOT if kind is Kind.SKIPS_A_LOT else sorted([draw() for _ in range(19)])[2]

    def one_of(self, positions: Sequence[int]) -> Chosen:
        """Returns one of these options, each as likely."""
        return (positions[floor(self.draw() * len(positions))],)

    def shows(self, has: float) -> float:
        """Returns how far something shows in one answer that a person has so strongly."""
        return _EASE + _LOADING * has + _NOISE * self._normal()

    def _normal(self) -> float:
        return _NORMAL[floor(self.draw() * _STEPS)]
