"""Says in plain words what is wrong where a file is not YAML, from its text and what the parser noticed. Pure.

A parser says where it could not go on, which is often behind the mistake. Each row of the table at the end looks for
one likely cause there, in the line above, or where the open part began. The first that finds something speaks.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from stuckpoint.reading.bracket_hints import bracket, comma_behind, one_too_many, text_in_brackets
from stuckpoint.reading.colon_hints import colon, missing_colon, no_colon
from stuckpoint.reading.indent_hints import indent_hint
from stuckpoint.reading.lines import WHOLE, Hint, Lines, Mark, Scene
from stuckpoint.reading.quote_hints import after_quote, escape, open_quote


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


# What word processors and web pages put where a list has '- '.
_BULLETS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2023\u2043\u2212\u2219\u25aa\u25cf\u25cb\u25e6\u00b7"
_ODD_SPACE = re.compile(r"[ \t]*+(?:-[ ]*+)?(?:\w++:)?[ ]*+([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_OTHER_FORMATS = {
    "{\\rtf": "a text of a word processor (RTF)",
    "<!doctype": "a web page (HTML)",
    "<html": "a web page (HTML)",
    "<?xml": "an XML file",
}


def hint(text: str, fault: Fault) -> Hint:
    """Returns the likeliest cause of a fault, or where none is sure, what to look at."""
    lines = Lines(text)
    at, since = fault.at, fault.opened or fault.at
    here, opened = lines[lines.nearest(at[0])], lines[lines.nearest(since[0])]
    scene = Scene(
        fault.said,
        lines,
        here,
        min(at[1], len(here.text)),
        opened,
        min(since[1], len(opened.text)),
        next(lines.above(here.number), None),
    )
    causes = (cause for words, cause in _CAUSES if any(word in fault.said for word in words))
    return next(filter(None, (cause(scene) for cause in causes)), None) or Hint(
        here.number,
        scene.column,
        "this line, or the one above it, is not written as it has to be",
        "look at the indents, quotes and brackets of both",
    )


# ---- whatever was noticed


def _another_format(scene: Scene) -> Hint | None:
    start = scene.lines[0].text[:10].lower()
    if found := next((called for begins, called in _OTHER_FORMATS.items() if start.startswith(begins)), None):
        return Hint(0, 0, f"this is {found} and not plain text", "save it as plain text")
    if scene.here.text.startswith("```"):
        return Hint(scene.here.number, 0, "a line of ``` is no part of a file of questions", "delete the line")
    return None


def _tab(scene: Scene) -> Hint | None:
    for line, column in ((scene.here, scene.column), *((line, line.indent) for line in scene.near)):
        if line.at(column) == "\t":
            return Hint(line.number, column, "a tab stands here", "use spaces in its place")
    return None


def _odd_space(scene: Scene) -> Hint | None:
    # What such a space does may be noticed only where the part ends in which it stands.
    for line in (*scene.near, *scene.lines.above(scene.here.number)):
        if found := _ODD_SPACE.match(line.text):
            name = "a no-break space" if found[1] in "\u00a0\u202f" else "an unusual space"
            return Hint(line.number, found.start(1), f"{name} stands here", "type an ordinary space in its place")
    return None


def _wrong_dash(scene: Scene) -> Hint | None:
    for line in scene.near:
        if line.dash and line.text.startswith("- ", line.start):
            return Hint(line.number, line.start, "a second '- ' stands here", "delete it")
    # A text that goes on over several lines may begin one of them with such a sign.
    for line in scene.near if "values are not allowed" in scene.said else (scene.here, scene.opened):
        begins, follows = line.at(line.indent), line.at(line.indent + 1)
        to_do = "begin a list entry with '- ' (hyphen, space)"
        if (begins and begins in _BULLETS) or (begins in ("*", "+") and follows == " "):
            return Hint(line.number, line.indent, f"'{begins}' does not begin a list entry", to_do)
        if begins == "-" and follows not in ("", " ") and not line.text.startswith("---", line.indent):
            return Hint(line.number, line.indent, "a space is missing after '-'", to_do)
    return None


# ---- beginnings


def _beginning(scene: Scene) -> Hint | None:
    """Judges a sign that no text may begin with."""
    for line, column in ((scene.opened, scene.since), (scene.here, scene.column)):
        sign = line.at(column)
        if sign == "," and line.text[:column].rstrip()[-1:] in ("[", "{", ","):
            return Hint(line.number, column, "there is a ',' too many here", "delete it")
        if sign and sign in "]}" and line.value != column:
            return one_too_many(line, column)
        if sign and sign in "@`%*&!>|-?,]}:":
            to_do = f"{WHOLE}, or begin a list in the next line" if sign == "-" else WHOLE
            return Hint(line.number, column, f"a text cannot begin with {sign} unless it is in quotes", to_do)
    return None


def _beginning_of_file(scene: Scene) -> Hint | None:
    """Judges the first line, and lines that begin with '%', which only before the first can have a meaning."""
    first = next(scene.lines.below(-1), scene.here)
    if marked := next((line for line in (first, scene.opened, scene.here) if line.text.startswith("%")), None):
        to_do = "delete the line, or put quotes round its text"
        return Hint(marked.number, 0, "a line cannot begin with %", to_do)
    if first.indent:
        what = "the first line does not begin in the first column"
        return Hint(first.number, 0, what, "delete the spaces before it")
    return None


# ---- structure


def _structure(scene: Scene) -> Hint | None:
    """Judges what stands where a key or a list entry is due."""
    here, column = scene.here, scene.column
    sign = here.at(column)
    if sign and sign in "]}":
        return one_too_many(here, column)
    if column > here.start:
        if found := missing_colon(scene) or after_quote(scene) or comma_behind(scene):
            return found
        return text_in_brackets(here, here.value) if here.at(here.value) in ("[", "{") else None
    return indent_hint(scene.lines, here)


_ANY = ("",)
_CAUSES: tuple[tuple[tuple[str, ...], Callable[[Scene], Hint | None]], ...] = (
    # words of either parser, and the cause they may have
    (_ANY, _another_format),
    (("token", "tab character"), _tab),
    (("end of stream", "document separator", "document indicator"), open_quote),
    (("escape", "hexdec"), escape),
    (_ANY, _odd_space),
    (("<document start>", "directive"), _beginning_of_file),
    (("flow",), bracket),
    (_ANY, _wrong_dash),
    (("token", "alias", "anchor", "tag", "block scalar", "node content"), _beginning),
    (("entries are not allowed", "keys are not allowed"), _beginning),
    (("values are not allowed",), colon),
    (("expected ':'",), open_quote),
    (("expected ':'",), no_colon),
    (("block mapping", "block collection"), _structure),
)
