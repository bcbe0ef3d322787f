"""Pages as Markdown: reads well raw, and means the same to every reader of CommonMark and GitHub's dialect. Pure.

Whatever a text holds, it stays text: it can become no heading, list, table, link, image or HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from stuckpoint.blocks import (
    Block,
    Bullet,
    Contact,
    Flaw,
    Gap,
    Heading,
    Keys,
    Move,
    Moves,
    Notice,
    Numbered,
    OneThing,
    OwnAnswer,
    Page,
    Paragraph,
    Progress,
    Ruled,
    Score,
    Scores,
    Sign,
    Study,
    Table,
    ToSay,
    ToTry,
    Tree,
    one_after_another,
)
from stuckpoint.characters import clean, single_spaced
from stuckpoint.pages.links import parts_of

_RULE = "_" * 60
_BAR = 20  # characters of a bar
_FROM, _TO = "\u25cb", "\u25cf"  # where a score was, and where it is

# GitHub makes a link of a mail address even where it is escaped. Inside code nobody does.
_MAIL = re.compile(r"([\w.+-]+@[\w.-]*\w)")
# These could start emphasis, code, a link, HTML, a table cell, or an entity, wherever they stand.
_ANYWHERE = re.compile(r"[\\`*\[\]~|]|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
# Some readers make links of bare addresses; an escaped character in the middle keeps them text. A name that ends
# in a number or in one letter, such as the end of a DOI, is no address.
_ADDRESS = re.compile(
    r"@|/(?=/)|(?<=www)\.|(?<=[^\s.])\.(?=[^\W\d_][\w.-])(?![\w.-]*\.\d+(?:-\d+)?(?![\w-]|\.\w))", re.IGNORECASE
)
# These mean something at the beginning of a line only.
_AT_START = re.compile(r"^(?:(?=[#>]|[-+=:]+$)|\d+(?=[.)]$))")
_AT_END = re.compile("#$")  # at the end of a heading it would be taken for decoration
_BEFORE, _AFTER = r"\\\g<0>", r"\g<0>\\"  # where the escape stands
Row = tuple[str, ...]
_ENTRIES = Bullet | OwnAnswer | ToTry | ToSay | Sign | Study | Contact | Tree


def as_markdown(pages: Sequence[Page]) -> str:
    """Returns pages as one document in Markdown, each paragraph on a line."""
    lines: list[str] = []
    before: Block | None = None
    for block in one_after_another(pages):
        if before is not None and not (isinstance(before, _ENTRIES) and isinstance(block, _ENTRIES)):
            lines.append("")
        lines.extend(_lines(block))
        before = block
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_AT_END.sub(_BEFORE, _safe(text))}"
        case Paragraph(text) | Progress(text):
            yield _line(text)
        case Bullet(text, more, box):
            yield from _entry(_line(text), more, box=box)
        case ToTry(text, _, _, box):
            yield from _entry(_line(text), block.more, box=box)
        case ToSay():
            yield from _entry(_line(block.quoted), block.more)
        case OwnAnswer(question, answer, said):
            yield from _entry(_line(question), (f"{said} {answer}",))
        case Sign(group, text):
            yield from _entry(_line(f"{group}: {text}"))
        case Study(says, source):
            yield from _entry(_line(says))
            link = f"{_line(source)} [doi:{_safe(block.doi)}]({block.address})"
            yield f"  - {link if block.address else _line(block.cited)}"
        case Contact():
            yield from _entry(_line(block.first), block.more)
        case OneThing():
            yield from (f"- {_line(line)}" for line in block.as_list())
        case Notice(first, texts):
            yield _line(first)
            for text in texts:
                yield from ("", _line(text))
        case Scores():
            yield from _scores(block)
        case Moves(moves):
            yield from _table(*moves_in_cells(moves), "-::-")
        case Table(header, rows):
            yield from _table(header, rows, "-" * len(header))
        case Tree():
            yield from _branch(block, "")
        case Ruled():
            yield _RULE
        case Numbered() | Keys() | Flaw() | Gap():
            raise ValueError("a report has no numbers to type")


def _entry(line: str, more: Sequence[str] = (), *, box: bool = False) -> Iterator[str]:
    yield f"- [ ] {line}" if box else f"- {line}"
    yield from (f"  - {_line(text)}" for text in more)


def _branch(tree: Tree, before: str) -> Iterator[str]:
    yield f"{before}- {_line(tree.text)}"
    for part in tree.parts:
        yield from _branch(part, f"{before}  ")


def _scores(block: Scores) -> Iterator[str]:
    if block.scores:
        yield from _table(*scores_in_cells(block), "-:--")
        yield ""
    yield _line(block.about_the_line)


def scores_in_cells(block: Scores) -> tuple[Row, list[Row]]:
    """Returns scores as the header of a table and its rows."""
    header = ("Reason", "Score", f"0 to 100, with a line at {block.line}", "What that is called")
    return header, [
        (score.name, "" if score.number is None else str(score.number), _bar(score, block.line), score.says)
        for score in block.scores
    ]


def _bar(score: Score, line: int) -> str:
    """Returns a bar of block characters, with the line across it; nothing where there is no score."""
    if score.number is None:
        return ""
    full, place = int(score.share * _BAR), line * _BAR // 100
    drawn = "\u2588" * full + "\u2591" * (_BAR - full)
    return f"{drawn[:place]}\u2503{drawn[place:]}"


def moves_in_cells(moves: Sequence[Move]) -> tuple[Row, list[Row]]:
    """Returns scores at two times as the header of a table and its rows."""
    header = ("Reason", "Before", "After", f"0 to 100, from {_FROM} to {_TO}")
    return header, [(move.name, str(move.before), str(move.after), _way(move)) for move in moves]


def _way(move: Move) -> str:
    before, after = (number * (_BAR - 1) // 100 for number in (move.before, move.after))
    low, high = sorted((before, after))
    drawn = ["\u2588" if low < n < high else "\u2591" for n in range(_BAR)]
    drawn[before], drawn[after] = _FROM, _TO
    return "".join(drawn)


def _table(header: Row, rows: Iterable[Row], sides: str) -> Iterator[str]:
    """Yields a table; a column whose side is a colon is set to the right."""
    yield _row(header)
    yield "|" + "|".join(" ---: " if side == ":" else " --- " for side in sides) + "|"
    yield from map(_row, rows)


def _row(cells: Row) -> str:
    return f"| {' | '.join(_safe(cell) for cell in cells)} |"


def _line(text: str) -> str:
    """Returns a text as a line that begins with nothing that means anything there."""
    start, space, rest = _safe(text).partition(" ")
    return _AT_START.sub(_AFTER, start) + space + rest


def _safe(text: str) -> str:
    """Returns a text in which nothing means anything but itself, on one line."""
    one_line = single_spaced(clean(text))
    parts = _MAIL.split(one_line)
    return "".join(f"`{part}`" if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    parts = parts_of(text)
    return "".join(
        f"[{part}](https://{part})" if number % 2 else _ADDRESS.sub(_BEFORE, _ANYWHERE.sub(_BEFORE, part))
        for number, part in enumerate(parts)
    )
