"""Warns of words that push towards one answer."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode
from stuckpoint.reading.problems import quoted

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
# One of these is in every such text, and whether it is, is sooner known.
_HINTS = ("ly", "know", "of course", "agree", "admit", "n't", "n\u2019t", ", r", ", c", ", o", ", y", ", n")


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each question that says what the answer ought to be."""
    for passage in draft.questions if draft.in_english else ():
        if found := _leading_words(passage.text.lower()):
            what = f"{quoted(found)} pushes towards one answer"
            yield Problem(passage.scalar.place, CODE, what, "ask so that every answer is as easy to give")


def _leading_words(text: str) -> str:
    found = _LEADING.search(text) if any(hint in text for hint in _HINTS) else None
    return found[0].strip(" ,") if found else ""
