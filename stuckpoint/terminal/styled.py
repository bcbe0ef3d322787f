"""Blocks as Rich draws them: frames, bars, tables, and colour on what is beside the words."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree as Branch

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
)
from stuckpoint.characters import clean
from stuckpoint.terminal.console import KEPT, hung, text_of
from stuckpoint.terminal.window import FRAMED, READING

_WIDE = 100  # columns that bars and tables may take
_PROGRESS, _SHORTEST_BAR, _LONGEST_NAME, _LONGEST_WORD = 20, 10, 34, 14
_MARKS = {1: "\u258c ", 2: "\u25a0 "}  # before a heading
_BESIDE = "\u258e "
_POINT = "\u2022 "
_FULL, _EMPTY, _LINE = "\u2501", "\u00b7", "\u253f"
_BEFORE, _AFTER = "\u25cb", "\u25cf"  # where a score was, and where it is
_CUT = "\u2026"  # where the rest of a line is left out
_SIGN = 15  # columns that the longest kind of sign takes


def styled(block: Block, columns: int) -> Iterator[RenderableType]:
    """Yields what Rich draws of a block in a window of so many columns."""
    width = min(columns - 1, READING)
    match block:
        case Gap():
            pass
        case Heading(text, level):
            yield hung(text_of(text, "strong"), width, Text(_MARKS.get(level, ""), "mark"))
        case Paragraph(text):
            yield hung(text_of(text), width)
        case Bullet(text, more, has_box):
            yield from _point(text_of(text), more, width, "[ ] " if has_box else _POINT)
        case Numbered():
            yield from _numbered(block, width)
        case Progress():
            yield _progress(block, width)
        case Scores():
            yield from _scores(block, columns - 1)
        case Moves(moves):
            yield _moves(moves, columns - 1)
        case Notice(first, more):
            texts = [text_of(first, "strong"), *(text_of(text) for text in more)]
            yield _framed([Text("\n\n").join(texts)], width, "mark")
        case OneThing():
            yield _framed(_one_thing(block, _inside(width)), width, "do")
        case OwnAnswer(question, answer, said):
            yield from _point(text_of(question), (), width, _POINT)
            yield hung(Text.assemble(text_of(f"{said} "), text_of(answer, "strong")), width, "  ")
        case ToTry(text, _, _, has_box):
            yield from _point(text_of(text), (), width, "[ ] " if has_box else _POINT)
            yield from _how_it_may_go(block, width)
        case ToSay():
            mark = Text(_BESIDE, "do")
            yield hung(text_of(block.quoted, "strong"), width, mark, mark)
            yield from _how_it_may_go(block, width)
        case Sign(group, text):
            yield from _sign(group, text, width)
        case Study(says):
            yield from _point(text_of(says), (block.cited,), width, _POINT)
        case Contact(ways, name, note):
            yield from _point(
                text_of(ways or name, "strong"), [line for line in (name if ways else "", note) if line], width, _POINT
            )
        case Keys():
            yield hung(keys_of(block), width)
        case Table() if columns < FRAMED:
            for about, cells in block.as_list():
                yield from _point(text_of(about), [cells] if cells else [], width, _POINT)
        case Table():
            yield _table(block)
        case Tree():
            yield _branch(block)
        case Flaw():
            yield from _flaw(block, columns - 1)
        case Ruled():
            yield from (Text(), Text("_" * width))


def rule(columns: int) -> Rule:
    """Returns what stands between a screen and what can be typed at it."""
    return Rule(style="mark", end="") if columns <= READING else Rule(style="mark")


def keys_of(block: Keys) -> Text:
    """Returns what can be typed, each key to be seen at once, and in one line with the word behind it."""
    lead = Text.assemble(text_of(block.lead), " " if block.lead else "")
    return Text.assemble(lead, Text(", ").join(_key(*one) for one in block.keys), ".")


def _key(key: str, does: str) -> Text:
    text = text_of(f"{key} {does}")
    text.plain = text.plain.replace(" ", KEPT, 1)
    text.stylize("key", 0, len(key))
    return text


def _point(text: Text, more: Iterable[str], width: int, mark: str) -> Iterator[Text]:
    yield hung(text, width, Text(mark, "mark"))
    yield from (hung(text_of(line), width, " " * len(mark)) for line in more)


def _numbered(block: Numbered, width: int) -> Iterator[Text]:
    first = Text(f"{'*' if block.marked else ' '}{block.number:2} ", "key")
    yield hung(text_of(block.text, "strong" if block.marked else ""), width, first)
    if block.more:
        yield hung(text_of(block.more), width, " " * first.cell_len)


def _progress(block: Progress, width: int) -> Text:
    text = text_of(block.text)
    room = width - text.cell_len - 2
    if not block.most or room < _SHORTEST_BAR:
        return hung(text, width)
    length = min(_PROGRESS, room)
    full = length * block.done // block.most
    return Text.assemble(text, "  ", (_FULL * full, "mark"), (_EMPTY * (length - full), "mark"))


def _scores(block: Scores, width: int) -> Iterator[RenderableType]:
    width = min(width, _WIDE)
    grid = Grid.grid(padding=(0, 2, 0, 0))
    has_keys = any(score.key for score in block.scores)
    if has_keys:
        grid.add_column(justify="right", style="key", width=2)
    is_wide = width >= FRAMED - 1
    longest = max((text_of(score.name).cell_len for score in block.scores), default=0)
    name = min(longest, _LONGEST_NAME) if is_wide else max(_SHORTEST_BAR, width - 4 * has_keys)
    grid.add_column(width=name)
    bar = width - 4 * has_keys - name - 2 - 5 - _LONGEST_WORD - 2 if is_wide else 14
    if is_wide:
        grid.add_column(width=bar)
        grid.add_column(justify="right", width=3)
        grid.add_column(max_width=_LONGEST_WORD)
    for score in block.scores:
        drawn, number = _bar(score, block.line, bar), "" if score.number is None else str(score.number)
        cells: list[RenderableType] = [str(score.key)] if has_keys else []
        named = text_of(score.name, "strong")
        if is_wide:
            cells += [named, drawn, Text(number, "strong"), text_of(score.says)]
        else:
            cells += [Group(named, Text.assemble(drawn, f" {number} ", text_of(score.says)))]
        grid.add_row(*cells)
    yield grid
    if block.about_the_line:
        yield hung(text_of(block.about_the_line), min(width, READING), Text(f"{_LINE} ", "mark"))


def _bar(score: Score, line: int, length: int) -> Text:
    """Returns a bar, its full and its empty part in different characters, with the line across it."""
    if score.number is None:
        return Text("")
    full, place = int(score.share * length), min(length - 1, line * length // 100)
    drawn = "".join(_LINE if n == place else _FULL if n < full else _EMPTY for n in range(length))
    return Text(drawn, "high" if score.stands_out else "lower")


def _moves(moves: Sequence[Move], width: int) -> Grid:
    """Returns scores at two times: a bar with a mark for each, and both numbers."""
    width = min(width, _WIDE)
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="mark", show_header=width + 1 >= FRAMED)
    if width + 1 < FRAMED:
        grid.add_column(width=width)
        for move in moves:
            grid.add_row(Group(text_of(move.name, "strong"), Text.assemble(_way(move, 14), f" {move.numbers}")))
        return grid
    numbers = [f"before {_BEFORE}", f"after {_AFTER}"]
    bar = width - _LONGEST_NAME - sum(map(len, numbers)) - 6
    grid.add_column(width=_LONGEST_NAME)  # the same in every table, so that bars stand under one another
    grid.add_column(width=bar)
    for number in numbers:
        grid.add_column(number, justify="right", width=len(number))
    for move in moves:
        both = (Text(str(number), "strong") for number in (move.before, move.after))
        grid.add_row(text_of(move.name, "strong"), _way(move, bar), *both)
    return grid


def _way(move: Move, length: int) -> Text:
    """Returns a bar from where a score was to where it is; the mark of today is on top."""
    before, after = (number * (length - 1) // 100 for number in (move.before, move.after))
    low, high = sorted((before, after))
    drawn = [_FULL if low < n < high else _EMPTY for n in range(length)]
    drawn[before], drawn[after] = _BEFORE, _AFTER
    return Text("".join(drawn), "mark")


def _inside(width: int) -> int:
    """Returns how wide a text in a frame may be."""
    return width - 4 if width + 1 >= FRAMED else width


def _framed(inner: Iterable[Text], width: int, style: str) -> RenderableType:
    body = Group(*inner)
    if width + 1 >= FRAMED:
        return Panel(body, box=box.ROUNDED, border_style=style, width=width, padding=(0, 1))
    line = Text("\u2500" * width, style)
    return Group(line, *(hung(text, width) for text in body.renderables if isinstance(text, Text)), line)


def _one_thing(block: OneThing, width: int) -> Iterator[Text]:
    if block.do:
        yield hung(Text.assemble(("To do: ", "do"), text_of(block.do)), width)
    if block.say:
        yield hung(Text.assemble(("To say: ", "do"), text_of(f'"{block.say}"', "strong")), width)


def _how_it_may_go(block: ToTry | ToSay, width: int) -> Iterator[Text]:
    for line in block.more:
        style = "do" if line.endswith(block.good) and block.good else "lower"
        mark = Text(f"  {_BESIDE}", style)
        yield hung(text_of(line), width, mark, mark)


def _sign(group: str, text: str, width: int) -> Iterator[Text]:
    mark = Text.assemble((_BESIDE, "mark"), (f"{f'{group}:':<{_SIGN}}", "strong"))
    if width + 1 >= FRAMED:
        yield hung(text_of(text), width, mark, Text.assemble((_BESIDE, "mark"), " " * _SIGN))
        return
    yield Text.assemble((_BESIDE, "mark"), (f"{group}:", "strong"))
    yield hung(text_of(text), width, Text(_BESIDE, "mark"), Text(_BESIDE, "mark"))


def _table(block: Table) -> Grid:
    table = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style="mark", header_style="strong")
    for number, name in enumerate(block.header):
        holds_numbers = all(row[number].replace(".", "").isdecimal() for row in block.rows)
        table.add_column(text_of(name), overflow="fold", justify="right" if holds_numbers else "left")
    for row in block.rows:
        table.add_row(*map(text_of, row))
    return table


def _branch(tree: Tree) -> Branch:
    branch = Branch(text_of(tree.text), style="", guide_style="mark")
    for part in tree.parts:
        branch.children.append(_branch(part))
    return branch


def _flaw(flaw: Flaw, width: int) -> Iterator[Text]:
    style = "wrong" if flaw.is_error else "lower"
    yield hung(Text.assemble(text_of(flaw.where, "strong"), "  ", text_of(flaw.called, style)), width)
    reading = min(width, READING)
    yield hung(text_of(flaw.what), reading, "  ")
    if flaw.line:
        gutter = Text(f"  {flaw.number:>4} \u2502 ", "mark")
        yield from _pointed_at(flaw, gutter, width - gutter.cell_len, style)
    yield hung(text_of(flaw.to_do), reading, Text("  help: ", "do"))


def _pointed_at(flaw: Flaw, gutter: Text, room: int, style: str) -> Iterator[Text]:
    """Yields the line that a flaw is in, as much of it as there is room for, and a mark under what is meant."""
    shown = [_shown(letter) for letter in flaw.line]
    start = first = len(flaw.line) - len(flaw.line.lstrip())
    widths = [*map(cell_len, shown)]
    needed = sum(widths[first : flaw.column - 1 + max(flaw.length, room // 3)])
    while first < flaw.column - 1 and needed > room:
        needed -= widths[first]
        first += 1
    if first > start:
        shown[first] = _CUT
    line = text_of("".join(shown[first:]))
    line.truncate(room, overflow="ellipsis")
    before = text_of("".join(shown[first : flaw.column - 1])).cell_len
    mark = "^" * max(1, min(flaw.length, line.cell_len - before))
    yield Text.assemble(gutter, line)
    under = " " * (gutter.cell_len - 2)
    yield Text.assemble(under, gutter[-2:], " " * before, (mark, style))


def _shown(letter: str) -> str:
    """Returns a letter as it can be shown in its place; what must not be shown leaves a gap."""
    return clean(letter) if clean(letter).strip() else " "
