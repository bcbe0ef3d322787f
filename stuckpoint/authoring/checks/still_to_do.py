"""Warns of a text that still says TODO."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.STILL_TO_DO

_TO_DO = re.compile(r"\bTODO\b")


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each of them."""
    for passage in draft.passages:
        if "TODO" in passage.text and _TO_DO.search(passage.text):
            what = "this still says TODO, and people would read it"
            yield Problem(passage.scalar.place, CODE, what, "put your own words here")
