"""Turns pages into lines of text that fit a width. With `terminal`, the only module that uses Rich."""

import io
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from stuckpoint.blocks import Bars, Block, Bullet, Gap, Heading, Numbered, Page, Paragraph, Ruled
from stuckpoint.characters import clean
from stuckpoint.errors import Left
from stuckpoint.terminal_window import TEXT_WIDTH
from stuckpoint.terminal_wrapping import wrap

_MIN_TEXT_WIDTH = 8  # in a window that leaves less, lines are longer than it


class QuietConsole(Console):
    """A console that takes it as leaving when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Ends the run without a word."""
        raise Left


def as_text(pages: Sequence[Page], width: int = TEXT_WIDTH) -> str:
    """Returns pages as plain text, wrapped at a width."""
    out = io.StringIO()
    console = plain_console(out, width + 1)
    for page in pages:
        for group in groups_of(page.whole(), console):
            for line in group:
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
        console.print()
    return out.getvalue()


def groups_of(blocks: Sequence[Block], console: Console) -> Iterator[list[Text]]:
    """Yields blocks as lines that fit, a heading together with what it heads.

    An empty line stands where a heading or a paragraph follows something else.
    """
    before: Block = Gap()
    group: list[Text] = []
    for block in blocks:
        if group and not isinstance(before, Heading):
            yield group
            group = []
        starts_anew = isinstance(block, Heading | Paragraph) and not isinstance(before, Gap | Heading)
        if starts_anew or isinstance(block, Gap):
            group.append(Text())
        group.extend(_lines(block, console))
        before = block
    if group:
        yield group


def _lines(block: Block, console: Console) -> Iterator[Text]:
    match block:
        case Gap():
            pass
        case Heading(text):
            yield from wrapped(text, console, style="bold")
        case Paragraph(text):
            yield from wrapped(text, console)
        case Bullet(text, more, box):
            first = "[ ] " if box else "- "
            then = " " * len(first)
            for number, line in enumerate((text, *more)):
                yield from wrapped(line, console, first=then if number else first, then=then)
        case Bars():
            for line in block.as_list():
                yield from wrapped(line, console, first="- ", then="  ")
        case Ruled():
            yield from (Text(), Text("_" * min(console.width - 1, TEXT_WIDTH)))
        case Numbered(number, text, more, marked):
            first = f"{'*' if marked else ' '}{number:2} "
            then = " " * len(first)
            yield from wrapped(text, console, first=first, then=then, style="bold" * marked)
            yield from wrapped(more, console, first=then, then=then)


def split(groups: list[list[Text]], room: int) -> tuple[list[list[Text]], list[list[Text]]]:
    """Returns the groups that fit the room, and the rest. One that is too long for any room is cut."""
    used = 0
    for number, group in enumerate(groups):
        used += len(group)
        if used > room and number:
            return groups[:number], [at_the_top(group), *groups[number + 1 :]]
        if used > room:
            return [group[:room]], [group[room:], *groups[1:]]
    return groups, []


def at_the_top(group: list[Text]) -> list[Text]:
    """Returns a group as it begins a window, where the empty line above it is not wanted."""
    return group[1:] if len(group) > 1 and not group[0].plain else group


def wrapped(text: str, console: Console, first: str = "", then: str = "", style: str = "") -> list[Text]:
    """Returns a text as lines that fit, none for no text.

    Args:
        text: what is shown.
        console: where it is shown.
        first: what stands before the first line.
        then: what stands before the others.
        style: how it looks.
    """
    if not text:
        return []
    # The last column is left free: what happens after a letter there differs from terminal to terminal.
    width = max(_MIN_TEXT_WIDTH, min(console.width - 1, TEXT_WIDTH) - len(first))
    lines = wrap(clean(text), width)
    return [Text.assemble(then if number else first, (line.rstrip(), style)) for number, line in enumerate(lines)]


def plain_console(out: TextIO, width: int) -> Console:
    """Returns a console that writes no escape byte."""
    return QuietConsole(
        file=out,
        width=width,
        color_system=None,
        force_terminal=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
