"""Warns of a question that asks two things, so that one answer cannot be true of both."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.authoring.checks.passages import QUESTIONS
from stuckpoint.reading import Problem, WarningCode
from stuckpoint.reading.problems import quoted

CODE = WarningCode.DOUBLE_BARRELLED

_AND_OR = re.compile(r"\band ?/ ?or\b", re.IGNORECASE)
_AND_ASKS = re.compile(
    r"\band (?:do|did|does|are|were|have|had|can|could|would|will) (?:you|they|we|he|she)\b.*\?", re.IGNORECASE
)
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d")
_ASKED = frozenset({*QUESTIONS, ("items", "options", "text")})


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each 'and/or' in a question or an option, and each second question mark."""
    for passage in draft.passages:
        if passage.keys not in _ASKED:
            continue
        has_and = draft.in_english and "and" in passage.text.lower()  # few have it, and that is soon known
        if has_and and (found := _AND_OR.search(passage.text)):
            what = f"{quoted(found[0])} asks about two things at once"
            yield Problem(passage.scalar.place, CODE, what, "ask about one of them, or ask twice")
        elif passage.keys in QUESTIONS and _asks_twice(passage.text, has_and):
            what = "this asks more than one question"
            yield Problem(passage.scalar.place, CODE, what, "make an item of each, or turn one into a statement")


def _asks_twice(text: str, has_and: bool) -> bool:
    if not has_and and text.count("?") < 2:
        return False
    own = _QUOTED.sub("", text)
    return own.count("?") > 1 or (has_and and _AND_ASKS.search(own) is not None)
