"""Says in plain words what is wrong where a file is not YAML, from its text and what the parser noticed. Pure.

A parser says where it could not go on, which is often behind the mistake. Each row of the table at the end looks for
one likely cause there, in the line above, or where the open part began. The first that finds something speaks.
`benchmarks/typos.py` counts how often it is right.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from stuckpoint.reading.fields import records
from stuckpoint.reading.habits import LINES
from stuckpoint.reading.kinds import ListOf, MapOf, ShowIf
from stuckpoint.reading.lines import Hint, Level, Line, Lines, Mark, Scene, quotes_in, without_quotes
from stuckpoint.reading.problems import quoted

_WHOLE = "put quotes round the whole text"
_CLOSES = {"{": "}", "[": "]"}
_FAR = 100  # so far back a word is looked for in a line
_MANY = 20  # so many lines a bracket is followed


class Fault(NamedTuple):
    """What a parser noticed.

    Attributes:
        said: its words about the part it was in, and about what it met there.
        at: where it could not go on.
        opened: where the part that it was in began, if it says so.
    """

    said: str
    at: Mark
    opened: Mark | None


def hint(text: str, fault: Fault) -> Hint:
    """Returns the likeliest cause of a fault, or where none is sure, what to look at."""
    scene = Scene.of(text, fault.said, fault.at, fault.opened or fault.at)
    causes = (cause for words, cause in _CAUSES if any(word in fault.said for word in words))
    what = "this line, or the one above it, is not written as it has to be"
    return next(filter(None, (cause(scene) for cause in causes)), None) or Hint(
        scene.here.number, scene.column, what, "look at the indents, quotes and brackets of both"
    )


@cache
def _keys(*kinds: type) -> frozenset[str]:
    """Returns every key that a file may hold, or those under which such a value stands."""
    rules = (pair for record, _ in records() for pair in record.fields.items())
    return frozenset(key for key, rule in rules if not kinds or isinstance(rule.kind, kinds))


# ---- whatever was noticed

_SPACES = (
    (re.compile(r" *+(?:- *+)?(\t)"), "a tab stands here", "use spaces in its place"),
    (
        re.compile(r"[ \t]*+(?:-[ ]*+)?(?:\w++:)?[ ]*+([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"),
        "an unusual space, such as a no-break space, stands here",
        "type an ordinary space in its place",
    ),
)
# What word processors and web pages put where a list has '- '.
_BULLET = re.compile(r" *+([\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25aa\u25cf\u25cb\u25e6\u00b7]|[*+](?= ))")
_GLUED = re.compile(r" *+(-)(?![ -]|$)")
_OTHER_FORMAT = re.compile(r"\{\\rtf|<!doctype|<html|<\?xml", re.IGNORECASE)
_NO_PART = re.compile("(?:%|```)")


def _another_format(scene: Scene) -> Hint | None:
    if _OTHER_FORMAT.match(scene.lines[0].text):
        what = "this is a file of a word processor or a web page (RTF, HTML, XML) and not plain text"
        return Hint(0, 0, what, "save it as plain text")
    first = next(scene.lines.below(-1), scene.here)
    for line in (first, scene.opened, scene.here):
        if found := _NO_PART.match(line.text):
            to_do = "delete the line, or put quotes round its text"
            return Hint(line.number, 0, f"a line cannot begin with {found[0]}", to_do)
    if first.indent and "<document start>" in scene.said:
        return Hint(first.number, 0, "the first line does not begin in the first column", "delete the spaces before it")
    return None


def _odd_space(scene: Scene) -> Hint | None:
    # What such a space does may be noticed only where the part ends in which it stands.
    for line in (*scene.near, *scene.lines.above(scene.here.number)):
        for pattern, what, to_do in _SPACES:
            if found := pattern.match(line.text):
                return Hint(line.number, found.start(1), what, to_do)
    return None


def _habit(scene: Scene) -> Hint | None:
    """Finds what no file of ours holds, such as a note as other programs have it."""
    for line in scene.near:
        for pattern, what, to_do in LINES:
            if found := pattern.match(line.text):
                group = found.lastindex or 1
                return Hint(line.number, found.start(group), what.format(found[group]), to_do)
    return None


def _wrong_dash(scene: Scene) -> Hint | None:
    # A text that goes on over several lines may begin one of them with such a sign.
    for line in scene.near if "values are not allowed" in scene.said else (scene.here, scene.opened):
        to_do = "begin a list entry with '- ' (hyphen, space)"
        if found := _BULLET.match(line.text):
            return Hint(line.number, found.start(1), f"'{found[1]}' does not begin a list entry", to_do)
        if found := _GLUED.match(line.text):
            return Hint(line.number, found.start(1), "a space is missing after '-'", to_do)
        if line.dash and line.text.startswith("- ", line.start):
            return Hint(line.number, line.start, "a second '- ' stands here", "delete it")
    return None


def _beginning(scene: Scene) -> Hint | None:
    """Judges a sign that no text may begin with."""
    for line, column in ((scene.opened, scene.since), (scene.here, scene.column)):
        sign = line.at(column)
        if sign == "," and line.text[:column].rstrip()[-1:] in ("[", "{", ","):
            return _one_too_many(line, column)
        if sign and sign in "]}" and line.value != column:
            return _one_too_many(line, column)
        if sign and sign in "@`%*&!>|-?,]}:":
            to_do = f"{_WHOLE}, or begin a list in the next line" if sign == "-" else _WHOLE
            return _begins_with(line, column, to_do)
    return None


def _begins_with(line: Line, column: int, to_do: str = _WHOLE) -> Hint:
    return Hint(line.number, column, f"a text cannot begin with {line.at(column)} unless it is in quotes", to_do)


# ---- quotes


def _open_quote(scene: Scene) -> Hint | None:
    """Judges what a parser read to its end, where that began with a quote."""
    return _never_closed(scene.opened, scene.since) if scene.opened.at(scene.since) in ("'", '"') else None


def _never_closed(line: Line, column: int) -> Hint:
    quote = line.at(column)
    what = f"a quote ({quote}) opens here and is never closed"
    to_do = f"put {quote} at the end of the text, in place of a curly quote if there is one"
    if quote == "'":
        to_do += ", or if it is an apostrophe, double quotes round the text"
    return Hint(line.number, column, what, to_do)


def _after_quote(scene: Scene) -> Hint | None:
    """Judges text behind a closing quote: that quote may be an apostrophe, or close one from a line above."""
    here = scene.here
    end = len(here.text[: scene.column].rstrip()) - 1
    quote = here.at(end)
    if quote not in ("'", '"'):
        return None
    start = next((start for start, closed in quotes_in(here.text) if closed == end), None)
    if start is None:
        for line in scene.lines.above(here.number):
            opened = next((start for start, closed in quotes_in(line.text) if closed is None), None)
            if opened is not None and line.at(opened) == quote:
                return _never_closed(line, opened)
        return None
    behind = here.text[end + 1 :]
    if quote == "'" and here.at(end - 1).isalnum() and (behind[:1].isalnum() or "'" in behind):
        to_do = "write it twice ('') inside single quotes, or put double quotes round the text"
        return Hint(here.number, end, "an apostrophe ends the text here", to_do)
    if quote == '"' and '"' in behind:
        to_do = 'write \\" for a quote inside quotes, or put single quotes round the whole text'
        return Hint(here.number, end, "a quote inside the text ends it here", to_do)
    if behind.lstrip()[:1] in tuple(_NOT_COMMAS):
        column = len(here.text) - len(behind.lstrip())
        return Hint(here.number, column, f"'{here.at(column)}' stands where ',' is due", "write ',' in its place")
    other = "single" if quote == '"' else "double"
    return Hint(here.number, start, "the quotes close before the text ends", f"put {other} quotes round the whole text")


_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def _escape(scene: Scene) -> Hint:
    column = scene.here.text.rfind("\\", 0, scene.column + 1)
    if half := _HALF.match(scene.here.text, max(column, 0)):
        what = f"{half[0]} is half of a character, and no character by itself"
        return Hint(scene.here.number, column, what, "type the character itself, such as an emoji, in its place")
    to_do = "write \\\\ for one, or put single quotes round the text"
    return Hint(scene.here.number, max(column, 0), "a \\ inside double quotes has a meaning of its own", to_do)


# ---- brackets

_KEY_ALONE = re.compile(r"[\[{,]\s*(\w+)$")
_KEY_AT_END = re.compile(r"(\w+):\s*$")


def _bracket(scene: Scene) -> Hint | None:
    """Judges what stands between { } or [ ]."""
    here, column, opening = scene.here, scene.column, scene.opened.at(scene.since)
    if found := _comment(scene):
        return found
    if "node content" in scene.said or opening not in _CLOSES:
        return None
    closing, sign, text = _CLOSES[opening], here.at(column), here.text[:column].rstrip()
    closes = here.text.count(closing) > here.text.count(opening)
    is_beyond = here.dash or (bool(here.key) and not closes) or here.indent < scene.opened.indent
    if not sign or (here.number > scene.opened.number and is_beyond):
        open_quote = next((start for start, closed in quotes_in(scene.opened.text) if closed is None), None)
        if open_quote is not None and open_quote > scene.since:
            return _never_closed(scene.opened, open_quote)
        what = f"'{opening}' opens here and is never closed"
        return Hint(scene.opened.number, scene.since, what, f"put '{closing}' where it ends")
    if sign == ":":
        return _second_colon(scene)
    if sign in _CLOSES and (key := _KEY_ALONE.search(text[-_FAR:])) and key[1] in _keys():
        return _no_colon_after(here, len(text), key[1])
    if sign in ")]}":
        return Hint(here.number, column, f"'{sign}' stands where '{closing}' is due", f"close with '{closing}'")
    what = f"a ',' or a '{closing}' is missing before this, or the text round it holds a bracket"
    return _after_quote(scene) or Hint(here.number, column, what, f"put it there, or {_WHOLE}")


def _one_too_many(line: Line, column: int) -> Hint:
    sign = line.at(column)
    to_do = "delete it" if sign == "," else "delete it, or open the bracket before it"
    return Hint(line.number, column, f"there is a '{sign}' too many here", to_do)


def _comment(scene: Scene) -> Hint | None:
    """Finds a '#' that makes a comment of the rest of a text, and of the bracket that was to close behind it."""
    is_open = scene.opened.at(scene.since) in _CLOSES
    first = scene.opened if is_open else scene.above or scene.here
    pending = 0
    for number in range(first.number, min(scene.here.number + 1, first.number + _MANY)):
        head, _, rest = without_quotes(scene.lines[number].text).partition(" #")
        pending += sum((sign in "{[") - (sign in "}]") for sign in head)
        if pending > 0 and ("}" in rest or "]" in rest):
            what = "'#' begins a comment, and the bracket closes in it"
            return Hint(number, len(head) + 1, what, "put quotes round a text that holds ' #'")
    return None


# ---- colons

_NOT_COMMAS = ";\uff0c\uff1b\u3001"
_NOT_COLONS = "=;\u2192\uff1a\ufe55\uff1b"
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_EVERYDAY = frozenset({"you", "when", "why"})  # keys with which a text may go on in a new line
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_LAST_WORD = re.compile(r"([A-Za-z_]\w*)\s*$")
_WEIGHT_AT_END = re.compile(r":\s+[\d.]+\s*;?\s*$")
_ROUND = re.compile(r"(?:^ *|[:-] +)(\()\w+: ")
_FEW_WORDS = 2


def _colon(scene: Scene) -> Hint | None:
    """Judges a colon where no key can be: in a text, or behind a key that a line above keeps from being one."""
    here, column = scene.here, scene.column
    if not 0 <= here.colon < column:
        return _key_below(scene, scene.above) if scene.above else None
    if here.at(here.value) in tuple(_CURLY):
        return Hint(here.number, here.value, "curly quotes do not hold a text together", "use straight ones")
    if here.text.count("}") > here.text.count("{") and here.key not in _keys(MapOf, ShowIf):
        return Hint(here.number, here.start, "a '{' is missing here", "put it before the first key")
    return _begins_with(here, column) if here.value == column else _second_colon(scene)


def _second_colon(scene: Scene) -> Hint:
    """Judges a colon behind a text: the word before it may be a key, or the text may hold a colon."""
    line, column, is_flow = scene.here, scene.column, "flow" in scene.said
    if found := _ROUND.search(line.text):
        to_do = "use { and } in its place, or put quotes round a text"
        return Hint(line.number, found.start(1), "'(' opens no keys", to_do)
    word = _LAST_WORD.search(line.text, max(0, column - _FAR), column)
    if word:
        key, start = word[1], word.start()
        before = line.text[max(0, start - _FAR) : start]
        holder = _KEY_AT_END.search(before)
        if holder and holder[1] in _keys(MapOf, ShowIf):
            rest = line.text[start:].partition(",")[0].strip().removesuffix("}")
            to_do = f"write {quoted(f'{holder[1]}: {{{rest}}}')}"
            return Hint(line.number, start, f"what stands after '{holder[1]}' needs {{ }} round it", to_do)
        weighs = _WEIGHT_AT_END.search(before if before.strip() or not scene.above else scene.above.text[-_FAR:])
        if is_flow and (weighs or key in _keys()):
            to_do = "put it there, in place of any other sign"
            return Hint(line.number, start, f"a ',' is missing before '{key}'", to_do)
        if not is_flow and key in _keys() - _EVERYDAY:
            to_do = f"put '{key}' in a line of its own, or quotes round the whole text"
            return Hint(line.number, start, f"a key, '{key}', stands behind a text", to_do)
    return Hint(line.number, column, "a text that holds ': ' needs quotes", _WHOLE)


def _no_colon(scene: Scene) -> Hint | None:
    """Judges a line that had to begin with a key."""
    line = scene.opened
    outer = next((above for above in scene.lines.above(line.number) if above.indent <= line.indent), None)
    if not _is_like_a_key(line) and outer and outer.dash and outer.indent == line.indent:
        return _no_dash(line)
    return _without_colon(line, sure=False)


def _key_below(scene: Scene, above: Line) -> Hint | None:
    """Judges a line whose key is none because of where it begins, or because of the line above it."""
    lines, here = scene.lines, scene.here
    alike = above.indent == here.indent
    found = None
    if here.dash and above.dash and not above.key:
        odd = next((line for line in lines.above(here.number) if not line.dash or line.indent != here.indent), None)
        if odd and not _holds(odd):
            found = _shifted(odd, Level(here.indent, here, dash=True)) if odd.dash else _no_dash(odd)
    elif not above.key and (alike or above.dash or _is_like_a_key(above)):
        found = _without_colon(above, sure=not alike)
    return found or _indent(lines, here)


def _is_like_a_key(line: Line) -> bool:
    word = _WORD.match(line.text, line.start)
    return word is not None and word[0] in _keys()


def _without_colon(line: Line, sure: bool) -> Hint | None:
    """Returns what to say of a line without ': ', or where it has to be `sure` that it begins with a key, nothing."""
    word = _WORD.match(line.text, line.start)
    if word:
        rest = line.text[word.end() :]
        # A text or an id of its own, and not the rest of a sentence.
        is_value = rest[:1] == " " and (len(rest.split()) <= _FEW_WORDS or not rest.lstrip()[:1].islower())
        if rest.lstrip()[:1] in ("", ":", *_NOT_COLONS) or (word[0] in _keys() and is_value):
            return _no_colon_after(line, word.end(), word[0])
    what = "this line has no key with ': '"
    to_do = "write 'key: text', put more spaces before what goes on with the text above, or '# ' before a note"
    return None if sure else Hint(line.number, line.start, what, to_do)


def _no_colon_after(line: Line, column: int, key: str) -> Hint:
    what = f"there is no ': ' (colon, space) after {quoted(key)}"
    return Hint(line.number, column, what, "put it there, in place of any other sign")


# ---- structure


def _structure(scene: Scene) -> Hint | None:
    """Judges what stands where a key or a list entry is due."""
    here, column = scene.here, scene.column
    sign, behind = here.at(column), here.text[column + 1 :].lstrip()
    if sign and sign in "]}":
        return _one_too_many(here, column)
    if column <= here.start:
        return _indent(scene.lines, here)
    found = None if here.key else _without_colon(here, sure=True)
    if found := found or _after_quote(scene):
        return found
    if sign == "," and here.text[:column].rstrip()[-1:] in ("]", "}") and behind[:1] in ("", "#"):
        return _one_too_many(here, column)
    return _begins_with(here, here.value) if here.at(here.value) in _CLOSES else None


def _indent(lines: Lines, here: Line) -> Hint | None:
    """Returns what is wrong with where a line begins, or the one above it; None where that cannot be told."""
    levels = lines.levels(here.number)
    if found := _first_without_dash(lines, here):
        return found
    odd, before = [*lines.above(here.number), None, None][:2]
    if odd and before and not (here.dash or odd.dash) and odd.key and odd.start < here.start == before.start:
        return _shifted(odd, Level(here.start, here, dash=False))  # the keys above and below it fit
    entry = next((level.line for level in levels if level.dash and level.column == here.indent), None)
    if entry and not here.dash and here.key == entry.key:
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
    return _shifted(first, Level(column, here, first.dash)) if agree or (first.indent % 2 and not column % 2) else None


def _strangers(one: Line, other: Line) -> bool:
    """Says whether nothing holds the keys of both."""
    return not any(one.key in record.fields and other.key in record.fields for record, _ in records())


def _first_without_dash(lines: Lines, here: Line) -> Hint | None:
    """Finds a list whose first entry has no dash: noticed in the line below it, or at the dash of the second."""
    if here.dash:
        above = (line for line in lines.above(here.number) if line.dash or line.indent < here.indent or not line.indent)
        holder = next(above, None)
        first = next(lines.below(holder.number), None) if holder else None
        found = holder and first and not holder.dash and _holds(holder) and first.number < here.number
    else:
        first, holder = [*lines.above(here.number), None, None][:2]
        is_list = holder and _holds(holder) and holder.key in _keys(ListOf)
        found = is_list and first and holder and here.indent > first.indent >= holder.start
    return _no_dash(first) if first and found and not first.dash else None


def _holds(line: Line) -> bool:
    """Says whether a key stands in a line, and nothing behind it: what it holds comes below."""
    return bool(line.key) and line.at(line.value) in ("", "#")


def _no_dash(line: Line) -> Hint:
    return Hint(line.number, line.indent, "'- ' is missing before this list entry", "put it there (hyphen, space)")


def _shifted(line: Line, to: Level) -> Hint | None:
    if to.column == line.indent:
        return None
    if line.dash and line.key and to.line.key not in ("", line.key) and line.indent == to.line.start:
        what = f"'- ' begins a new list entry, and {quoted(line.key)} belongs to the one above"
        return Hint(line.number, line.indent, what, f"write {quoted(line.key)} without '- '")
    of_it = f"{to.column or 'none'} before what it belongs with in line {to.line.number + 1}"
    what = f"there {'is' if line.indent == 1 else 'are'} {_spaces(line.indent)} before this line, and {of_it}"
    to_do = f"put {_spaces(to.column)} before it" if to.column else "begin it in the first column"
    if not line.dash and line.key and line.key not in _keys():
        to_do += ", or put quotes round a text that holds ': '"
    return Hint(line.number, line.indent, what, to_do)


def _spaces(count: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")


_ANY = ("",)
_CAUSES: tuple[tuple[tuple[str, ...], Callable[[Scene], Hint | None]], ...] = (
    # words of either parser, and the cause they may have
    (_ANY, _another_format),
    (("end of stream", "document separator", "document indicator"), _open_quote),
    (("escape", "hexdec"), _escape),
    (_ANY, _odd_space),
    (_ANY, _habit),
    (("flow",), _bracket),
    (_ANY, _wrong_dash),
    (("token", "alias", "anchor", "tag", "block scalar", "node content"), _beginning),
    (("entries are not allowed", "keys are not allowed"), _beginning),
    (("values are not allowed",), _colon),
    (("expected ':'",), _open_quote),
    (("expected ':'",), _no_colon),
    (("block mapping", "block collection"), _structure),
)
