"""Warns of words that push towards one answer."""

import re
from collections.abc import Iterator

from stuckpoint.draft import Draft
from stuckpoint.problems import Problem, WarningCode, quoted

CODE = WarningCode.LEADING

_NOT = r"n['\u2019]t"
_LEADING = re.compile(
    rf"""
    (?<!\w)(?:
        surely | obviously | undoubtedly | of\ course | as\ (?:you|we\ all)\ know | everyone\ knows
        | (?<!much\ )(?<!far\ )(?<!strongly\ )do\ you\ (?:agree|admit)\ that
        | (?:do|would){_NOT}\ you\ (?:agree|admit|think|say)
        | you\ must\ (?:agree|admit)
    )(?!\w)
    | ,\ (?:do|does|did|is|are|was|were|have|has|ca|could|wo|would){_NOT}\ (?:you|it|they|he|she|we)\?
    | ,\ (?:right|correct|ok|okay|yes|no)\?
    """,
    re.VERBOSE,
)


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each question that says what the answer ought to be."""
    for passage in draft.passages if draft.in_english else ():
        if passage.is_question and (found := _LEADING.search(passage.text.lower())):
            what = f"{quoted(found[0].strip(' ,'))} pushes towards one answer"
            yield Problem(passage.scalar.place, CODE, what, "ask so that every answer is as easy to give")
