"""Turns pages into lines of text that fit a width."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stuckpoint.blocks import Bars, Block, Bullet, Gap, Heading, Numbered, Page, Paragraph, Ruled
from stuckpoint.characters import clean
from stuckpoint.terminal.window import TEXT_WIDTH
from stuckpoint.terminal.wrapping import wrap

_MIN_TEXT_WIDTH = 8  # in a window that leaves less, lines are longer than it


class Line(NamedTuple):
    """One line that fits: what stands `before` the text of it, such as a number, is never bold."""

    text: str = ""
    bold: bool = False
    before: str = ""

    @property
    def plain(self) -> str:
        """Returns the whole line without its looks."""
        return self.before + self.text


def as_text(pages: Sequence[Page], width: int = TEXT_WIDTH) -> str:
    """Returns pages as plain text, wrapped at a width."""
    lines: list[str] = []
    for page in pages:
        lines.extend(line.plain for group in groups_of(page.whole(), width + 1) for line in group)
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def groups_of(blocks: Sequence[Block], columns: int) -> Iterator[list[Line]]:
    """Yields blocks as lines that fit, a heading together with what it heads.

    An empty line stands where a heading or a paragraph follows something else.
    """
    before: Block = Gap()
    group: list[Line] = []
    for block in blocks:
        if group and not isinstance(before, Heading):
            yield group
            group = []
        starts_anew = isinstance(block, Heading | Paragraph) and not isinstance(before, Gap | Heading)
        if starts_anew or isinstance(block, Gap):
            group.append(Line())
        group.extend(_lines(block, columns))
        before = block
    if group:
        yield group


def _lines(block: Block, columns: int) -> Iterator[Line]:
    match block:
        case Gap():
            pass
        case Heading(text):
            yield from wrapped(text, columns, bold=True)
        case Paragraph(text):
            yield from wrapped(text, columns)
        case Bullet(text, more, box):
            first = "[ ] " if box else "- "
            then = " " * len(first)
            for number, line in enumerate((text, *more)):
                yield from wrapped(line, columns, first=then if number else first, then=then)
        case Bars():
            for line in block.as_list():
                yield from wrapped(line, columns, first="- ", then="  ")
        case Ruled():
            yield from (Line(), Line("_" * min(columns - 1, TEXT_WIDTH)))
        case Numbered(number, text, more, marked):
            first = f"{'*' if marked else ' '}{number:2} "
            then = " " * len(first)
            yield from wrapped(text, columns, first=first, then=then, bold=marked)
            yield from wrapped(more, columns, first=then, then=then)


def split(groups: list[list[Line]], room: int) -> tuple[list[list[Line]], list[list[Line]]]:
    """Returns the groups that fit the room, and the rest. One that is too long for any room is cut."""
    used = 0
    for number, group in enumerate(groups):
        used += len(group)
        if used > room and number:
            return groups[:number], [at_the_top(group), *groups[number + 1 :]]
        if used > room:
            return [group[:room]], [group[room:], *groups[1:]]
    return groups, []


def at_the_top(group: list[Line]) -> list[Line]:
    """Returns a group as it begins a window, where the empty line above it is not wanted."""
    return group[1:] if len(group) > 1 and not group[0].plain else group


def wrapped(text: str, columns: int, first: str = "", then: str = "", *, bold: bool = False) -> list[Line]:
    """Returns a text as lines that fit, none for no text.

    Args:
        text: what is shown.
        columns: how wide the window is.
        first: what stands before the first line.
        then: what stands before the others.
        bold: how it looks.
    """
    if not text:
        return []
    # The last column is left free: what happens after a letter there differs from terminal to terminal.
    width = max(_MIN_TEXT_WIDTH, min(columns - 1, TEXT_WIDTH) - len(first))
    lines = wrap(clean(text), width)
    return [Line(line.rstrip(), bold, then if number else first) for number, line in enumerate(lines)]
