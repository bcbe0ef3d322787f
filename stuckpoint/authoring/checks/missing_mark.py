"""Warns of a step or opening line for couples that does not say whether it is unsafe with control.

In the shipped bank that is an error; anywhere else the text counts as unsafe, and so stays out of every report.
"""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.loading.meaning import CONTROL, undecided
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.MISSING_MARK


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each of them."""
    for reason in draft.arrangement.reasons.values():
        for called, entry in undecided(reason):
            what = f"the {called} '{entry.text('id')}' has no '{CONTROL}', so it is left out of every report"
            to_do = f"say '{CONTROL}: false' if it is safe for someone who is afraid of a partner, and true if not"
            yield Problem(entry.place, CODE, what, to_do)
