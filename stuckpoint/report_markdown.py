"""Pages as Markdown: reads well raw, and means the same to every reader of CommonMark and GitHub's dialect. Pure.

Whatever a text holds, it stays text: it can become no heading, list, table, link, image or HTML.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

from stuckpoint.blocks import Bars, Block, Bullet, Gap, Heading, Numbered, Page, Paragraph, Ruled, one_after_another
from stuckpoint.characters import clean
from stuckpoint.report_parts import DIRECTORY

_WIDTH = 78
_RULE = "_" * 60

# These could start emphasis, code, a link, HTML, a table cell, or an entity, wherever they stand.
_ANYWHERE = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=[#A-Za-z])")
# Some readers make links of bare addresses; an escaped character in the middle keeps them text.
_ADDRESS = re.compile(r"@(?=\w)|:(?=//)|(?<=[^\W_])\.(?=[^\W\d_])")
# These mean something at the beginning of a line only.
_AT_START = re.compile(r"[#+=-]|:(?=-)")
_NUMBER_AT_START = re.compile(r"\d+(?=[.)])")
_AT_END = re.compile("#$")  # at the end of a heading it would be taken for decoration
_ESCAPED = r"\\\g<0>"


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
            yield f"{hashes} {_AT_END.sub(_ESCAPED, _safe(text))}"
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
    found = textwrap.wrap(_safe(text), _WIDTH - len(first), break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(found or [""]):
        yield (then if number else first) + _from_the_start(line)


def _from_the_start(line: str) -> str:
    """Returns a line that begins nothing but a line."""
    if number := _NUMBER_AT_START.match(line):
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if _AT_START.match(line) else line


def _safe(text: str) -> str:
    """Returns a text in which nothing means anything but itself, on one line."""
    one_line = " ".join(clean(text).split())
    escaped = _ADDRESS.sub(_ESCAPED, _ANYWHERE.sub(_ESCAPED, one_line))
    return escaped.replace(DIRECTORY.replace(".", r"\."), DIRECTORY)
