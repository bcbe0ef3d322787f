"""Blocks as linear text: the same words in the same order, marks in ASCII, no frame and no colour."""

from collections.abc import Iterator

from rich.text import Text

from stuckpoint.blocks import (
    Block,
    Bullet,
    Contact,
    Flaw,
    Gap,
    Heading,
    Keys,
    Moves,
    Notice,
    Numbered,
    OneThing,
    OwnAnswer,
    Paragraph,
    Progress,
    Ruled,
    Scores,
    Sign,
    Study,
    Table,
    ToSay,
    ToTry,
    Tree,
)
from stuckpoint.terminal.console import hung, text_of
from stuckpoint.terminal.window import READING


def linear(block: Block, columns: int) -> Iterator[Text]:
    """Yields a block as text for a window of so many columns."""
    width = min(columns - 1, READING)
    for first, words in _said(block, width):
        yield hung(text_of(words), width, first) if words else Text(first.rstrip())


def _said(block: Block, width: int) -> Iterator[tuple[str, str]]:
    """Yields what is said, a line or several at a time, each with what stands before it."""
    match block:
        case Gap():
            pass
        case Heading(text) | Paragraph(text) | Progress(text):
            yield "", text
        case Keys() | Flaw():
            yield "", str(block)
        case Bullet(text, more, box):
            yield from _point(text, more, "[ ] " if box else "- ")
        case ToTry(text, _, _, box):
            yield from _point(text, block.more, "[ ] " if box else "- ")
        case ToSay():
            yield from _point(block.quoted, block.more)
        case OwnAnswer(question, answer, said):
            yield from _point(question, (f"{said} {answer}",))
        case Numbered(number, text, more, marked):
            first = f"{'*' if marked else ' '}{number:2} "
            yield first, text
            if more:
                yield " " * len(first), more
        case Scores():
            yield from _scores(block)
        case Moves(moves):
            yield from (("- ", f"{move.name}: {move.numbers}") for move in moves)
        case Notice(first, texts):
            yield "", first
            for text in texts:
                yield "", ""
                yield "", text
        case OneThing():
            yield from (("- ", line) for line in block.as_list())
        case Sign(group, text):
            yield f"{group}: ", text
        case Study(says):
            yield from _point(says, (block.cited,))
        case Contact():
            yield from _point(block.first, block.more)
        case Table():
            for about, cells in block.as_list():
                yield from _point(about, (cells,) if cells else ())
        case Tree():
            yield from _branch(block, "")
        case Ruled():
            yield "", ""
            yield "", "_" * width


def _point(text: str, more: tuple[str, ...] = (), mark: str = "- ") -> Iterator[tuple[str, str]]:
    yield mark, text
    yield from ((" " * len(mark), line) for line in more)


def _scores(block: Scores) -> Iterator[tuple[str, str]]:
    for score in block.scores:
        yield f" {score.key:2} " if score.key else "- ", score.in_words
    if block.about_the_line:
        yield "", block.about_the_line


def _branch(tree: Tree, before: str) -> Iterator[tuple[str, str]]:
    yield before, tree.text
    for part in tree.parts:
        yield from _branch(part, f"{before.replace('-', ' ')}- " if before else "- ")
