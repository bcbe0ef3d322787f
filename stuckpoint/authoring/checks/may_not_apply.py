"""Warns of an item without "does not apply" in a reason where nearly every other item has it."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.bank import NONE_OF_THESE
from stuckpoint.loading import Placed
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.MAY_NOT_APPLY

_FEWEST_OTHERS = 3


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item that is the only one of its reason without it, of four or more."""
    for name, items in _by_reason(draft).items():
        without = [placed for placed in items if not placed.entry.flag("may_not_apply")]
        if len(without) == 1 and len(items) > _FEWEST_OTHERS:
            what = f"all the other items of '{name}' offer 'does not apply', and this one does not"
            to_do = "add 'may_not_apply: true', if there are people whom it cannot be true of"
            yield Problem(without[0].entry.values["text"].place, CODE, what, to_do)


def _by_reason(draft: Draft) -> dict[str, list[Placed]]:
    """Returns the items that each reason asks of everyone, without those that have another way out."""
    found: dict[str, list[Placed]] = {}
    for placed in draft.arrangement.items:
        entry = placed.entry
        way_out = "show_if" in entry.values or any(one.text("id") == NONE_OF_THESE for one in entry.entries("options"))
        if placed.reason and not way_out:
            found.setdefault(placed.reason.text("reason"), []).append(placed)
    return found
