"""The lines of a file that could not be read, as their author sees them: indents, dashes, keys, quotes. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

_FAR = 1_000  # so many lines are looked at above a mistake, or below it: a file may have half a million

_NOWHERE = 1 << 30

_KEY = re.compile(r"([^\s#'\"\[\]{},&*!|>%@`-][^:#'\"\[\]{}]{0,60}?)[ \t]*:(?:\s|$)")
# What stands in quotes, or begins with one and does not end; the quote that ends it is a group.
_QUOTED = re.compile(r"""(?<![^\s\[{,])(?:"(?:[^"\\]|\\.)*+("?)|'(?:[^']|'')*+('?))""")


Mark = tuple[int, int]  # line and column, from 0


class Hint(NamedTuple):
    """Where a mistake is, counted from 0, what it is, and what to do."""

    line: int
    column: int
    what: str
    to_do: str


class Line(NamedTuple):
    """One line; columns and lines count from 0.

    Attributes:
        indent: how many spaces it begins with.
        dash: it begins a list entry.
        start: the column of what stands after the indent, and after the dash of an entry.
        key: the key that begins there, or nothing; its colon stands at `colon`, which is -1 without one.
        value: the column of the text after the key, or after the dash where there is no key.
    """

    number: int
    text: str
    indent: int
    dash: bool
    start: int
    key: str
    colon: int
    value: int

    def at(self, column: int) -> str:
        """Returns the character in a column; nothing past the end."""
        return self.text[column : column + 1]

    @property
    def is_blank(self) -> bool:
        """Says whether nothing stands here but a comment."""
        return self.at(self.indent) in ("", "#")


class Level(NamedTuple):
    """A column in which something could go on, and the line that began it."""

    column: int
    line: Line
    dash: bool


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._texts = text.split("\n")

    def __getitem__(self, number: int) -> Line:
        return _line(number, self._texts[number])

    def nearest(self, number: int) -> Line:
        """Returns the line that there is, nearest to one that may lie beyond the end."""
        return self[max(0, min(number, len(self._texts) - 1))]

    def above(self, number: int) -> Iterator[Line]:
        """Yields the lines above one that hold something, the nearest first."""
        numbers = islice(range(number - 1, -1, -1), _FAR)
        return (line for line in map(self.__getitem__, numbers) if not line.is_blank)

    def below(self, number: int) -> Iterator[Line]:
        """Yields the lines below one that hold something, the nearest first."""
        numbers = islice(range(number + 1, len(self._texts)), _FAR)
        return (line for line in map(self.__getitem__, numbers) if not line.is_blank)

    def levels(self, number: int) -> Sequence[Level]:
        """Returns where a line could have begun: the columns of keys and dashes above it, the innermost first."""
        found: list[Level] = []
        outer = _NOWHERE
        for line in self.above(number):
            if line.dash and line.key and line.start < outer:
                found.append(Level(line.start, line, dash=False))
            if (line.dash or line.key) and line.indent < outer:
                found.append(Level(line.indent, line, line.dash))
                outer = line.indent + line.dash  # a list may stand in the column of the key that holds it
            if not outer:
                break
        return found


class Scene(NamedTuple):
    """A fault in its text.

    Attributes:
        here: the line where the parser could not go on, at `column`.
        opened: the line where the part that it was in began, at `since`.
        above: the nearest line above `here` that holds something.
    """

    said: str
    lines: Lines
    here: Line
    column: int
    opened: Line
    since: int
    above: Line | None

    @classmethod
    def of(cls, text: str, said: str, at: Mark, since: Mark) -> "Scene":
        """Returns the scene of a fault; a parser may notice it beyond the end of the text."""
        lines = Lines(text)
        here, opened = lines.nearest(at[0]), lines.nearest(since[0])
        column, start = min(at[1], len(here.text)), min(since[1], len(opened.text))
        return cls(said, lines, here, column, opened, start, next(lines.above(here.number), None))

    @property
    def near(self) -> tuple[Line, ...]:
        """Returns the lines in which the cause may lie."""
        return tuple(dict.fromkeys(line for line in (self.here, self.opened, self.above) if line))


def _line(number: int, text: str) -> Line:
    indent = len(text) - len(text.lstrip(" "))
    dash = text.startswith("-", indent) and text[indent + 1 : indent + 2] in ("", " ")
    start = indent
    if dash:
        start = min(indent + 1 + len(text[indent + 1 :]) - len(text[indent + 1 :].lstrip(" ")), len(text))
    key = _KEY.match(text, start)
    value = key.end() if key else start
    value += len(text[value:]) - len(text[value:].lstrip())
    colon = text.index(":", key.end(1)) if key else -1
    return Line(number, text, indent, dash, start, key[1] if key else "", colon, value)


def quotes_in(text: str) -> Iterator[tuple[int, int | None]]:
    """Yields where quotes open in a line and where they close again; None where they do not."""
    for found in _QUOTED.finditer(text):
        yield found.start(), found.end() - 1 if found[1] or found[2] else None


def without_quotes(text: str) -> str:
    """Returns a line with a blank for each character of what stands in quotes."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)
