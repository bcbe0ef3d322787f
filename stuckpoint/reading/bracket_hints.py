"""Says which bracket of a file that is not YAML is open, too many, or part of a text. Pure."""

import re

from stuckpoint.reading.colon_hints import colon_in_brackets
from stuckpoint.reading.indent_hints import keys_of_texts, known_keys
from stuckpoint.reading.lines import WHOLE, Hint, Line, Scene, without_quotes
from stuckpoint.reading.quote_hints import after_quote

_CLOSES = {"{": "}", "[": "]"}
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
_KEY_ALONE = re.compile(r"[\[{,]\s*(\w+)$")
_KEY_AT_END = re.compile(r"(\w+):$")
_KEY = re.compile(r"\w+\s*:")
_COMMENT = re.compile(r"\s#")
_FAR = 100  # so far back a word is looked for in a line
_MANY = 20  # so many lines a bracket is followed


def bracket(scene: Scene) -> Hint | None:
    """Judges what stands between { } or [ ]."""
    here, column = scene.here, scene.column
    opening = scene.opened.at(scene.since)
    sign = here.at(column)
    below = here.number > scene.opened.number
    if found := _comment(scene):
        return found
    if "node content" in scene.said or opening not in _CLOSES:
        return None
    closing = _CLOSES[opening]
    if not sign or (below and _is_beyond(scene, closing)):
        what = f"'{opening}' opens here and is never closed"
        return Hint(scene.opened.number, scene.since, what, f"put '{closing}' where it ends")
    if sign == ":":
        return colon_in_brackets(scene)
    text = here.text[:column].rstrip()
    if sign in _CLOSES and (key := _KEY_ALONE.search(text[-_FAR:])) and key[1] in known_keys():
        return Hint(here.number, len(text), f"there is no ': ' after '{key[1]}'", "put it there (colon, space)")
    if sign == "?" or (sign in _CLOSES and text[-1:].isalnum()):
        return Hint(here.number, column, f"a text with {sign} inside {{ }} or [ ] needs quotes", WHOLE)
    if sign in ")]}":
        return Hint(here.number, column, f"'{sign}' stands where '{closing}' is due", f"close with '{closing}'")
    if found := after_quote(scene) or _text_in_brackets(scene, opening):
        return found
    return Hint(here.number, column, f"a ',' or a '{closing}' is missing before this", "put it there")


def one_too_many(line: Line, column: int) -> Hint:
    """Returns what to say of a closing bracket before which none is open."""
    return Hint(
        line.number, column, f"there is a '{line.at(column)}' too many here", "delete it, or open the bracket before it"
    )


def text_in_brackets(line: Line, column: int) -> Hint:
    """Returns what to say of a text whose first character is a bracket."""
    return Hint(line.number, column, f"a text cannot begin with {line.at(column)} unless it is in quotes", WHOLE)


def comma_behind(scene: Scene) -> Hint | None:
    """Judges a comma behind a closing bracket, which only between { } or [ ] can stand there."""
    here, column = scene.here, scene.column
    if here.at(column) == "," and here.text[:column].rstrip()[-1:] in _OPENS:
        rest = here.text[column + 1 :].lstrip()
        if rest[:1] in ("", "#"):
            return Hint(here.number, column, "there is a ',' too many here", "delete it")
    return None


def _is_beyond(scene: Scene, closing: str) -> bool:
    """Says whether the line that was reached no longer belongs into the brackets above it."""
    here, opened = scene.here, scene.opened
    closes = here.text.count(closing) > here.text.count(opened.at(scene.since))
    return here.dash or (bool(here.key) and not closes) or here.indent < opened.indent


def _comment(scene: Scene) -> Hint | None:
    """Finds a '#' that makes a comment of the rest of a text, and of the bracket that was to close behind it."""
    is_open = scene.opened.at(scene.since) in _CLOSES
    first = scene.opened if is_open else scene.above or scene.here
    pending = 0
    for number in range(first.number, min(scene.here.number + 1, first.number + _MANY)):
        line = scene.lines[number]
        text = without_quotes(line.text)
        comment = _COMMENT.search(text)
        head, rest = (text[: comment.start()], text[comment.end() :]) if comment else (text, "")
        pending += sum((sign in _CLOSES) - (sign in _OPENS) for sign in head)
        if comment and pending > 0 and any(sign in rest for sign in _OPENS):
            to_do = "put quotes round a text that holds ' #'"
            return Hint(line.number, comment.start() + 1, "'#' begins a comment, and the bracket closes in it", to_do)
    return None


def _text_in_brackets(scene: Scene, opening: str) -> Hint | None:
    """Finds a text that goes on behind a bracket that closes: it began with the one that opens."""
    here, column = scene.here, scene.column
    start = _start(here.text[:column].rstrip())
    if start is None or _KEY.match(here.text, column):
        return None
    before = here.text[:start].rstrip()
    key = _KEY_AT_END.search(before[-_FAR:])
    if key[1] in keys_of_texts() if key else opening == "[" and here.at(column).isalnum():
        return text_in_brackets(here, start)
    return None


def _start(text: str) -> int | None:
    """Returns where the bracket opens that closes at the end of a text."""
    if text[-1:] not in _OPENS:
        return None
    depth = 0
    for column in range(len(text) - 1, -1, -1):
        depth += (text[column] in _OPENS) - (text[column] in _CLOSES)
        if not depth:
            return column
    return None
