"""Turns pages into lines that fit a window, drawn by Rich or as linear text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stuckpoint.blocks import (
    Block,
    Flaw,
    Gap,
    Heading,
    Keys,
    Moves,
    Notice,
    OneThing,
    Page,
    Paragraph,
    Scores,
    Table,
    Tree,
)
from stuckpoint.terminal.console import Line, lines_of
from stuckpoint.terminal.linear import linear
from stuckpoint.terminal.styled import rule, styled
from stuckpoint.terminal.window import FRAMED, READING

_STAND_APART = Flaw | Heading | Paragraph | Keys | Notice | Moves | OneThing | Scores | Table | Tree


def as_text(pages: Sequence[Page], width: int = READING) -> str:
    """Returns pages as linear text, wrapped at a width."""
    return "".join(f"{line.plain}\n" for line in _lines_of(pages, width + 1, plain=True))


def as_drawn(pages: Sequence[Page], width: int) -> str:
    """Returns pages as a terminal of a width shows them."""
    return "".join(f"{line.styled}\n" for line in _lines_of(pages, width + 1, plain=False))


def _lines_of(pages: Sequence[Page], columns: int, *, plain: bool) -> Iterator[Line]:
    for page in pages:
        for group in groups_of(page.whole(), columns, plain=plain):
            yield from group
        yield Line()


def groups_of(blocks: Sequence[Block], columns: int, *, plain: bool) -> Iterator[list[Line]]:
    """Yields blocks as lines that fit, a heading together with what it heads.

    An empty line stands where a heading, a paragraph or a picture follows something else. Between a frame and a
    paragraph there is one already.
    """
    before: Block = Gap()
    group: list[Line] = []
    for block in _row_by_row(blocks) if columns < FRAMED else blocks:
        if group and not isinstance(before, Heading):
            yield group
            group = []
        is_under_frame = not plain and isinstance(before, Notice | OneThing) and isinstance(block, Paragraph)
        is_next_row = isinstance(before, Table) and isinstance(block, Table)
        starts_anew = isinstance(block, _STAND_APART) and not isinstance(before, Gap | Heading)
        starts_anew = starts_anew and not is_under_frame and not is_next_row
        if starts_anew or isinstance(block, Gap):
            group.append(Line())
        group.extend(drawn(block, columns, plain=plain))
        before = block
    if group:
        yield group


def _row_by_row(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yields blocks, each row of a table by itself: where it is a list, no row is cut at the end of a window."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (replace(block, rows=(row,)) for row in block.rows)
        else:
            yield block


def drawn(block: Block, columns: int, *, plain: bool) -> list[Line]:
    """Returns a block as lines that fit. The last column is left free: terminals differ in what a letter does there."""
    return lines_of((linear if plain else styled)(block, columns), columns - 1)


def foot(words: str | Keys, columns: int, *, plain: bool) -> list[Line]:
    """Returns what can be typed, with what sets it apart from what is read. Nothing for no words."""
    if not words:
        return []
    apart = [Line()] if plain else lines_of([rule(min(columns - 1, READING))], min(columns - 1, READING))
    return [*apart, *drawn(Paragraph(words) if isinstance(words, str) else words, columns, plain=plain)]


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
