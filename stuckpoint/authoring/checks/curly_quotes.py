"""Warns of a text that stands whole in curly quotes: unlike straight ones, they are shown with it."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.CURLY_QUOTES

_CLOSES = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", "\u201d": "\u201d"}


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each text without straight quotes that begins and ends with curly ones."""
    for passage in draft.passages:
        scalar = passage.scalar
        first, last = scalar.text[:1], scalar.text[-1:]
        if scalar.plain and len(scalar.text) > 1 and last in _CLOSES.get(first, ()) and first not in scalar.text[1:-1]:
            what = "these curly quotes are shown with the text"
            yield Problem(scalar.place, CODE, what, "put straight quotes round it, or none")
