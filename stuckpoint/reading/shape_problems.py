"""Gathers what is wrong with the shape of a file, so many problems and no more, and says why something is empty."""

import re

from stuckpoint.reading.kinds import Kind, Text, Words
from stuckpoint.reading.problems import MAX_PROBLEMS, Code, Place, Problem, and_maybe_more
from stuckpoint.reading.tree import Node, Scalar

_COMMENT = re.compile(r"(\s+)#(.?)")


class ShapeProblems:
    """The problems of one file, in the order in which they are found.

    Args:
        text: what the file holds, where a comment may stand in place of what is missing.
    """

    def __init__(self, text: str = "") -> None:
        self.problems: list[Problem] = []
        self._written = text
        self._lines: list[str] | None = None

    def _is_full(self) -> bool:
        """Says whether nothing more is looked for."""
        return len(self.problems) > MAX_PROBLEMS

    def _add(self, node: Node, code: Code, what: str, to_do: str) -> None:
        """Adds a problem, or at the limit, that there may be more."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(node.place, code, what, to_do))
        elif not self._is_full():
            self.problems.append(and_maybe_more(node.place))

    def _add_empty(self, node: Scalar, kind: Kind, called: str, to_do: str) -> None:
        """Adds that nothing stands where something of a kind is due, or nothing but a comment."""
        what = f"{called} is empty"
        if node.plain and self._has_comment(node.place):
            what = f"{what}, for '#' begins a comment"
            is_text = isinstance(kind, Text | Words)
            to_do = "put quotes round a text that begins with '#'" if is_text else f"delete the '#', or {to_do}"
        self._add(node, Code.EMPTY, what, to_do)

    def _may_go(self, value: Node) -> None:
        """Says of an empty value that its key need not be there."""
        last = self.problems[-1] if self.problems else None
        if last and (last.place, last.code) == (value.place, Code.EMPTY):
            self.problems[-1] = last._replace(to_do=f"{last.to_do}, or delete the key")

    def _has_comment(self, place: Place) -> bool:
        """Says whether a comment that is not written as one stands behind a place."""
        if self._lines is None:
            self._lines = self._written.split("\n")
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        comment = _COMMENT.match(line, place.column - 1)
        # Two spaces, a '#' and a space: that is how comments are written on purpose.
        return comment is not None and not (len(comment[1]) > 1 and comment[2] in (" ", ""))
