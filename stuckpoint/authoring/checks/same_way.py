"""Warns of an item whose options all point the same way, so that its answer tells nobody anything."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.SAME_WAY


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item with one option, or in which every option says the same about its reasons."""
    for asked in draft.asked:
        item = asked.item
        if len(item.options) == 1:
            what = "this item has one option, so there is nothing to choose"
            yield Problem(asked.place, CODE, what, "write at least 2 options")
        elif item.most and not item.many and all(option.balanced == item.most for option in item.options):
            what = "all the options of this item point the same way, so the answer makes no difference"
            yield Problem(asked.place, CODE, what, "let each option point where it leads, and one of them nowhere")
