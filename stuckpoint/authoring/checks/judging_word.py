"""Warns of words that blame, or that sound like a diagnosis."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode
from stuckpoint.reading.problems import quoted

CODE = WarningCode.JUDGING_WORD

_BLAMING = r"""
    resistan\w+ | fail(?:ed|ure|ures|s|ing)? | you\s+should(?:n['\u2019]t)? | victims? | abus\w+
    | unmotivated | non-?complian\w+ | in\s+denial | attention[-\s]seek\w+ | manipulative | lazy | crazy
"""
_DIAGNOSTIC = r"""
    stuck\s+points? | diagnos\w* | severity | patients | (?:a|the|each|every|this)\s+patient | risk\s+levels?
    | patholog\w+ | dysfunction\w* | depress(?:ed|ion|ive) | disorders? | ptsd | bipolar | borderline
    | narcissis\w* | ocd | psycho(?:sis|tic)
"""
_JUDGING = re.compile(rf"(?<!\w)(?:{_BLAMING} | {_DIAGNOSTIC})(?!\w)", re.VERBOSE)
# A study is named by what it studied, and what something does not mean has to be said.
_MAY_SAY_IT = frozenset({"research", "does_not_mean"})


def judging_words(text: str) -> tuple[str, ...]:
    """Returns the words of a text that blame or sound like a diagnosis, in small letters, as they come."""
    return tuple([" ".join(found.split()) for found in _JUDGING.findall(text.lower())])


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each text with such a word."""
    for passage in draft.passages if draft.in_english else ():
        if _MAY_SAY_IT.isdisjoint(passage.keys) and (found := judging_words(passage.text)):
            what = f"{quoted(found[0])} can read as blame or as a diagnosis"
            yield Problem(passage.scalar.place, CODE, what, "say what happens, in everyday words")
