"""Warns of a text that ends at a '#': YAML takes the rest of the line for a comment."""

import re
from collections.abc import Iterator, Sequence

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Place, Problem, Scalar, WarningCode

CODE = WarningCode.CUT_TEXT

_COMMENT = re.compile(r"(\s+)#(.?)")
_WHOLE = re.compile(r"[.?!\u2026][\"'\u201d\u2019)]*$")


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each text that seems to go on behind a '#'."""
    for passage in draft.passages:
        scalar = passage.scalar
        lines = draft.lines.get(scalar.place.file)
        if lines and scalar.plain and (place := _cut(scalar, lines)):
            yield Problem(place, CODE, "the text ends here, and the rest is a comment", "put quotes around the text")


def _cut(scalar: Scalar, lines: Sequence[str]) -> Place | None:
    """Returns where a text was cut, if a comment follows it that reads like more of the text."""
    if _WHOLE.search(scalar.text):
        return None
    start, read = scalar.place.column - 1, ""
    for number in range(scalar.place.line - 1, len(lines)):
        line = lines[number]
        comment = _COMMENT.search(line, start)
        read = " ".join(f"{read} {line[start : comment.start() if comment else None]}".split())
        if comment and read == scalar.text:
            # Two spaces, a '#' and a space, or a line of its own: that is how comments are written on purpose.
            on_purpose = comment.start() == 0 or (len(comment[1]) > 1 and comment[2] in (" ", ""))
            return None if on_purpose else Place(scalar.place.file, number + 1, comment.end(1) + 1)
        if comment or not scalar.text.startswith(read):
            return None
        start = 0
    return None
