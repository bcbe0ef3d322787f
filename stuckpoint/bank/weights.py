"""Balances an author's weights, so that each item speaks with one voice (docs/method.md, "Balanced weights").

In the formulas: w the author's weight, v the balanced weight of an option, m the most an item can say.
"""

from collections.abc import Mapping, Sequence

from stuckpoint.bank.model import ReasonId

# An item that can point either way, or at several things, says less about each than one that asks about it alone.
SHARED = 0.7

Weights = Mapping[ReasonId, float]


def balanced(options: Sequence[Weights], many: bool) -> tuple[Weights, ...]:
    """Returns v for each option: w / top, times 0.7 when the item is tick-all or points different ways.

    Each v is from 0 to 1. Weights of 0 are left out; an item whose weights are all 0 says nothing.
    """
    top = max((weight for option in options for weight in option.values()), default=0.0)
    if top == 0:
        return tuple({} for _ in options)
    share = SHARED if many or point_different_ways(options) else 1.0
    spoken = ({reason: share * (w / top) for reason, w in option.items()} for option in options)
    return tuple({reason: v for reason, v in option.items() if v > 0} for option in spoken)


def most(options: Sequence[Weights]) -> Weights:
    """Returns m: for each reason the largest balanced weight that one option has for it."""
    highest: dict[ReasonId, float] = {}
    for option in options:
        for reason, weight in option.items():
            highest[reason] = max(weight, highest.get(reason, 0.0))
    return highest


def point_different_ways(options: Sequence[Weights]) -> bool:
    """Says whether two options, each with some weight, have no strongest reason in common."""
    strongest = {_strongest(option) for option in options if any(option.values())}
    return any(one.isdisjoint(other) for one in strongest for other in strongest)


def _strongest(option: Weights) -> frozenset[ReasonId]:
    top = max(option.values())
    return frozenset(reason for reason, weight in option.items() if weight == top)
