"""Warns of a text that a comma has made two of: inside [ ], a text without quotes ends there."""

import re
from collections.abc import Iterator
from itertools import pairwise

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.authoring.checks.passages import Passage
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.SPLIT_TEXT

_ENDS = re.compile(r"[.?!:;\u2026][\"'\u201d\u2019)]*$")
_MOST_BETWEEN = 3  # a comma and two spaces; where a key stands between two texts, there is more


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each text of a list that goes on, in small letters, in the next until a sentence ends."""
    whole = None  # the beginning of a sentence that may have been split
    for text, after in pairwise(draft.passages):
        if after.scalar.text[0].islower() and _are_neighbours(text, after) and not _ENDS.search(text.text):
            whole = whole or (None if text.text[0].islower() else text)
            if whole and _ENDS.search(after.text):
                what = "a comma ends this text, and what follows it is a text of its own"
                yield Problem(whole.scalar.place, CODE, what, "put quotes round the whole text")
        else:
            whole = None


def _are_neighbours(text: Passage, after: Passage) -> bool:
    """Says whether two texts without quotes stand in a line with no more than a comma between them."""
    first, second = text.scalar, after.scalar
    if first.place.line != second.place.line or first.place.file != second.place.file:
        return False
    between = second.place.column - first.place.column - len(first.text)
    return first.plain and second.plain and 0 < between <= _MOST_BETWEEN
