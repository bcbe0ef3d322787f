"""Says where a line had to begin, or that a '- ' is missing, where the indents of a file do not fit. Pure."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from stuckpoint.reading.fields import FILES
from stuckpoint.reading.kinds import Kind, ListOf, MapOf, Record, ShowIf, Text, Words
from stuckpoint.reading.lines import Hint, Level, Line, Lines
from stuckpoint.reading.problems import quoted

# What a line says whose list entry lacks its dash, and what to do.
NO_DASH = ("'- ' is missing before this list entry", "put it there (hyphen, space)")

_ID = re.compile(r"[a-z0-9_]+")


@cache
def known_keys() -> frozenset[str]:
    """Returns every key that a file may hold."""
    return frozenset(key for record in FILES.values() for key, _ in _keys(record))


@cache
def keys_in_braces() -> frozenset[str]:
    """Returns the keys that hold names of the author's own, as in `points_to: {fit: 2}`."""
    found = (pair for record in FILES.values() for pair in _keys(record))
    return frozenset(key for key, kind in found if isinstance(kind, MapOf | ShowIf))


@cache
def keys_of_texts() -> frozenset[str]:
    """Returns the keys under which a text stands."""
    found = (pair for record in FILES.values() for pair in _keys(record))
    return frozenset(key for key, kind in found if isinstance(kind, Text | Words))


@cache
def _keys_of_lists() -> frozenset[str]:
    """Returns the keys under which a list of mappings stands."""
    found = (pair for record in FILES.values() for pair in _keys(record))
    return frozenset(key for key, kind in found if isinstance(kind, ListOf) and isinstance(kind.kind, Record))


@cache
def _records() -> tuple[Record, ...]:
    kinds = (*FILES.values(), *(kind for record in FILES.values() for _, kind in _keys(record)))
    inner = (one.kind if isinstance(one, ListOf | MapOf) else one for one in kinds)
    return tuple(one for one in inner if isinstance(one, Record))


def _keys(kind: Kind) -> Iterator[tuple[str, Kind]]:
    match kind:
        case Record(fields=rules):
            for key, rule in rules.items():
                yield key, rule.kind
                yield from _keys(rule.kind)
        case ListOf(inner) | MapOf(inner):
            yield from _keys(inner)


def indent_hint(lines: Lines, here: Line) -> Hint | None:
    """Returns what is wrong with where a line begins, or the one above it; None where that cannot be told."""
    levels = lines.levels(here.number)
    if found := _first_without_dash(lines, here) or _odd_one_above(lines, here):
        return found
    if not here.dash and any(level.dash and level.column == here.indent for level in levels):
        entry = next(level.line for level in levels if level.dash and level.column == here.indent)
        if here.key == entry.key:
            return _no_dash(here)
    alike = [level for level in levels if level.dash == here.dash]
    if not alike:
        return None
    near = min(alike, key=lambda level: (_strangers(level.line, here), abs(level.column - here.indent)))
    return _odd_first(lines, here, near) or _shifted(here, near)


def _odd_first(lines: Lines, here: Line, near: Level) -> Hint | None:
    """Finds the first line of a list or mapping that is indented unlike those below it, which agree."""
    first, shift = near.line, here.indent - near.column
    column = first.indent + shift
    holder = next(lines.above(first.number), None)
    if not shift or holder is None or column < holder.indent or first.indent < holder.indent + (not _holds(holder)):
        return None
    ends = min(holder.indent, column) if first.dash else column - 1
    inside = takewhile(lambda line: line.dash or line.indent > ends, lines.below(here.number))
    after = next((line for line in inside if line.dash == first.dash and line.indent in (first.indent, column)), None)
    agree = after is not None and after.indent == column and (after.dash or not _strangers(first, after))
    if agree or (first.indent % 2 and not column % 2):
        return _shifted(first, Level(column, here, first.dash))
    return None


def _strangers(one: Line, other: Line) -> bool:
    """Says whether nothing holds the keys of both."""
    return not any(one.key in record.fields and other.key in record.fields for record in _records())


def broken_list_hint(lines: Lines, here: Line) -> Hint | None:
    """Returns what is wrong with the first of the lines above an entry that is none of the entries of its list."""
    line = next((line for line in lines.above(here.number) if not (line.dash and line.indent == here.indent)), None)
    if line is None or _holds(line):
        return None
    return _shifted(line, Level(here.indent, here, dash=True)) if line.dash else _no_dash(line)


def _first_without_dash(lines: Lines, here: Line) -> Hint | None:
    """Finds a list whose first entry has no dash: noticed in the line below it, or at the dash of the second."""
    if here.dash:
        above = (line for line in lines.above(here.number) if line.dash or line.indent < here.indent or not line.indent)
        holder = next(above, None)
        first = next(lines.below(holder.number), None) if holder else None
        if holder and first and not holder.dash and _holds(holder) and not first.dash and first.number < here.number:
            return _no_dash(first)
        return None
    first, holder = [*lines.above(here.number), None, None][:2]
    if first and holder and _holds(holder) and holder.key in _keys_of_lists() and not first.dash:
        return _no_dash(first) if here.indent > first.indent >= holder.start else None
    return None


def _holds(line: Line) -> bool:
    """Says whether a key stands in a line, and nothing behind it: what it holds comes below."""
    return bool(line.key) and line.at(line.value) in ("", "#")


def _no_dash(line: Line) -> Hint:
    return Hint(line.number, line.indent, *NO_DASH)


def _odd_one_above(lines: Lines, here: Line) -> Hint | None:
    """Finds a line that stands further left than the keys above and below it, which do fit."""
    odd, before = [*lines.above(here.number), None, None][:2]
    if odd and before and not (here.dash or odd.dash) and odd.key and odd.start < here.start == before.start:
        return _shifted(odd, Level(here.start, here, dash=False))
    return None


def _shifted(line: Line, to: Level) -> Hint | None:
    if to.column == line.indent:
        return None
    if line.dash and line.key and to.line.key not in ("", line.key) and line.indent == to.line.start:
        what = f"'- ' begins a new list entry, and {quoted(line.key)} belongs to the one above"
        return Hint(line.number, line.indent, what, f"write {quoted(line.key)} without '- '")
    of_it = f"{to.column or 'none'} before what it belongs with in line {to.line.number + 1}"
    what = f"there {'is' if line.indent == 1 else 'are'} {_spaces(line.indent)} before this line, and {of_it}"
    to_do = f"put {_spaces(to.column)} before it" if to.column else "begin it in the first column"
    if not line.dash and line.key and line.key not in known_keys():
        text = "put quotes round a text that holds ': '"
        to_do = f"{to_do}, or {text}" if _ID.fullmatch(line.key) else f"{text}, or {to_do}"
    return Hint(line.number, line.indent, what, to_do)


def _spaces(count: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")
