"""Pages as Markdown: reads well raw, and means the same to every reader of CommonMark and GitHub's dialect. Pure.

Whatever a text holds, it stays text: it can become no heading, list, table, link, image or HTML.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

from stuckpoint.blocks import Bars, Block, Bullet, Gap, Heading, Numbered, Page, Paragraph, Ruled, one_after_another
from stuckpoint.characters import clean
from stuckpoint.pages.taken import DIRECTORY

_WIDTH = 78
_RULE = "_" * 60
_GLUE = "\0"  # no text holds it, for it is a character that is cleaned away

# GitHub makes a link of a mail address even where it is escaped. Inside code nobody does.
_MAIL = re.compile(r"([\w.+-]+@[\w.-]*\w)")
# These could start emphasis, code, a link, HTML, a table cell, or an entity, wherever they stand.
_ANYWHERE = re.compile(r"[\\`*\[\]~|]|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
# Some readers make links of bare addresses; an escaped character in the middle keeps them text. A name that ends
# in a number or in one letter, such as the end of a DOI, is no address.
_ADDRESS = re.compile(
    r"@|/(?=/)|(?<=www)\.|(?<=[^\s.])\.(?=[^\W\d_][\w.-])(?![\w.-]*\.\d+(?:-\d+)?(?![\w-]|\.\w))", re.IGNORECASE
)
# These mean something at the beginning of a line only: there they are escaped, and no other line begins with them.
_AT_START = re.compile(r"^(?:(?=[#>]|[-+=:]+$)|\d+(?=[.)]$))")
_AT_END = re.compile("#$")  # at the end of a heading it would be taken for decoration
_KNOWN = re.compile(rf"(?<!\S)({re.escape(DIRECTORY)})(?=[.,]?(?!\S))")
_BEFORE, _AFTER = r"\\\g<0>", r"\g<0>\\"  # where the escape stands


def as_markdown(pages: Sequence[Page]) -> str:
    """Returns pages as one document in Markdown, its lines at most 78 characters where its words allow."""
    lines: list[str] = []
    before: Block | None = None
    for block in one_after_another(pages):
        if before is not None and not (isinstance(before, Bullet) and isinstance(block, Bullet)):
            lines.append("")
        lines.extend(_lines(block))
        before = block
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            hashes = "#" * level
            yield f"{hashes} {_AT_END.sub(_BEFORE, _safe(text))}"
        case Paragraph(text):
            yield from _wrapped(text)
        case Bullet(text, more, box):
            yield from _wrapped(text, first="- [ ] " if box else "- ")
            for line in more:
                yield from _wrapped(line, first="  - ")
        case Bars():
            for line in block.as_list():
                yield from _wrapped(line, first="- ")
        case Ruled():
            yield _RULE
        case Numbered() | Gap():
            raise ValueError("a report has no numbers to type")


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    marks = len(first) - len(first.lstrip(" -"))  # a box is text to the list that it stands in
    then = " " * marks
    start, *others = _safe(text).split() or [""]
    glued = "".join((_GLUE if _AT_START.match(word) else " ") + word for word in others)
    line = _AT_START.sub(_AFTER, start) + glued
    found = textwrap.wrap(line, _WIDTH - len(first), break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(found or [""]):
        yield (then if number else first) + line.replace(_GLUE, " ")


def _safe(text: str) -> str:
    """Returns a text in which nothing means anything but itself, on one line."""
    one_line = " ".join(clean(text).split())
    parts = _MAIL.split(one_line)
    return "".join(f"`{part}`" if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    parts = _KNOWN.split(text)
    return "".join(
        part if number % 2 else _ADDRESS.sub(_BEFORE, _ANYWHERE.sub(_BEFORE, part)) for number, part in enumerate(parts)
    )
