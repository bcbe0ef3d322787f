"""Says which colon of a file that is not YAML is missing, or stands in a text. Pure."""

import re

from stuckpoint.reading.indent_hints import NO_DASH, broken_list_hint, indent_hint, keys_in_braces, known_keys
from stuckpoint.reading.lines import CURLY, WHOLE, Hint, Line, Lines, Scene
from stuckpoint.reading.problems import quoted

_NOT_COLONS = "=;\u2192\uff1a\ufe55\uff1b"
_EVERYDAY = frozenset({"you", "when", "why"})  # keys with which a text may go on in a new line
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_LAST_WORD = re.compile(r"(\(?)([A-Za-z_]\w*)\s*$")
_KEY_BEFORE = re.compile(r"(\w+):\s+$")
_WEIGHT_BEFORE = re.compile(r":\s+[\d.]+(;?)\s+$")
_FEW_WORDS = 2
_FAR = 100  # so far back a word is looked for in a line


def colon(scene: Scene) -> Hint | None:
    """Judges a colon where no key can be: in a text, or behind a key that a line above keeps from being one."""
    here, column = scene.here, scene.column
    if found := missing_colon(scene):
        return found
    if not 0 <= here.colon < column:
        return _key_below(scene, scene.above) if scene.above else None
    if here.at(here.value) in CURLY:
        return Hint(here.number, here.value, "curly quotes do not hold a text together", "use straight ones")
    if here.key in keys_in_braces():
        return _without_braces(here, here.key, here.value)
    if here.key[:1] == "(" and here.key[1:] in known_keys():
        return _round(here, here.start)
    if here.text.count("}") > here.text.count("{"):
        return Hint(here.number, here.start, "a '{' is missing here", "put it before the first key")
    if here.value == column:
        return Hint(here.number, column, "a text cannot begin with : unless it is in quotes", WHOLE)
    word = _last_word(here, column)
    if word and word[2] in known_keys() - _EVERYDAY and not word[1] and here.value < word.start(2):
        to_do = f"put '{word[2]}' in a line of its own, or quotes round the whole text"
        return Hint(here.number, word.start(2), f"a key, '{word[2]}', stands behind a text", to_do)
    return _colon_in_text(here, column)


def missing_colon(scene: Scene) -> Hint | None:
    """Judges the line that was reached, where it begins as a key does and has none."""
    here = scene.here
    return _without_colon(scene.lines, here, sure=True) if not here.key and _is_like_a_key(here) else None


def colon_in_brackets(scene: Scene) -> Hint:
    """Judges a colon that a parser met between { } or [ ] where none can be."""
    line, column = scene.here, scene.column
    word = _last_word(line, column)
    if word is None:
        return _colon_in_text(line, column)
    if word[1]:
        return _round(line, word.start())
    start = word.start(2)
    weight = _WEIGHT_BEFORE.search(line.text, max(0, start - _FAR), start)
    if weight and weight[1]:
        return Hint(line.number, weight.start(1), "';' does not part two weights", "write ',' in place of ';'")
    if weight or _goes_on_from_weight(scene, start) or word[2] in known_keys():
        return Hint(line.number, start, f"a ',' is missing before '{word[2]}'", "put it there")
    key = _KEY_BEFORE.search(line.text, max(0, start - _FAR), start)
    if key and key[1] in keys_in_braces():
        return _without_braces(line, key[1], start)
    return _colon_in_text(line, column)


def _goes_on_from_weight(scene: Scene, start: int) -> bool:
    """Says whether nothing stands before a column, and the line above ends with a weight."""
    if scene.above is None or scene.here.indent != start:
        return False
    return _WEIGHT_BEFORE.search(f"{scene.above.text[-_FAR:]} ") is not None


def no_colon(scene: Scene) -> Hint | None:
    """Judges a line that had to begin with a key."""
    line = scene.opened
    if not _is_like_a_key(line):
        outer = next((above for above in scene.lines.above(line.number) if above.indent <= line.indent), None)
        if outer and outer.dash and outer.indent == line.indent:
            return Hint(line.number, line.indent, *NO_DASH)
    return _without_colon(scene.lines, line, sure=False)


def _last_word(line: Line, column: int) -> re.Match[str] | None:
    return _LAST_WORD.search(line.text, max(0, column - _FAR), column)


def _colon_in_text(line: Line, column: int) -> Hint:
    return Hint(line.number, column, "a text that holds ': ' needs quotes", WHOLE)


def _round(line: Line, column: int) -> Hint:
    return Hint(line.number, column, "'(' opens no keys", "use { and } in its place")


def _without_braces(line: Line, key: str, column: int) -> Hint:
    if line.at(column) == "(":
        return _round(line, column)
    rest = line.text[column:].partition(",")[0].strip().removesuffix("}")
    to_do = f"write {quoted(f'{key}: {{{rest}}}')}"
    return Hint(line.number, column, f"what stands after '{key}' needs {{ }} round it", to_do)


def _key_below(scene: Scene, above: Line) -> Hint | None:
    """Judges a line whose key is none because of where it begins, or because of the line above it."""
    alike = above.indent == scene.here.indent
    found = None
    if scene.here.dash and above.dash and not above.key:
        found = broken_list_hint(scene.lines, scene.here)
    elif not above.key and (alike or above.dash or _is_like_a_key(above)):
        found = _without_colon(scene.lines, above, sure=not alike)
    return found or indent_hint(scene.lines, scene.here)


def _is_like_a_key(line: Line) -> bool:
    word = _WORD.match(line.text, line.start)
    return word is not None and (
        word[0] in known_keys() or line.text[word.end() :].lstrip()[:1] in tuple(f":{_NOT_COLONS}")
    )


def _reads_as_value(rest: str) -> bool:
    """Says whether what follows a word is a text or an id of its own, and not the rest of a sentence."""
    return rest[:1] == " " and (len(rest.split()) <= _FEW_WORDS or not rest.lstrip()[:1].islower())


def _without_colon(lines: Lines, line: Line, sure: bool) -> Hint | None:
    """Returns what to say of a line without ': ', or where it has to be `sure` that it begins with a key, nothing."""
    word = _WORD.match(line.text, line.start)
    what = "this line has no key with ': '"
    if word is None:
        return None if sure else Hint(line.number, line.start, what, "write 'key: text'")
    key, rest = quoted(word[0]), line.text[word.end() :]
    sign = rest.lstrip()[:1]
    if sign == ":":
        return Hint(line.number, word.end(), f"there is no space after the colon of {key}", "put one there")
    if sign and sign in _NOT_COLONS:
        return Hint(line.number, word.end(), f"there is no ': ' after {key}", f"write ': ' in place of '{sign}'")
    if not rest.strip():
        return Hint(line.number, word.end(), f"there is no ':' after {key}", "put one there")
    if word[0] in known_keys() and _reads_as_value(rest):
        return Hint(line.number, word.end(), f"there is no ': ' after {key}", "put it there (colon, space)")
    if sure:
        return None
    if next(lines.above(line.number), None):
        to_do = "write 'key: text', or where it goes on with the text above, put more spaces before it"
    else:
        to_do = "write 'key: text', or put '# ' before a note of your own"
    return Hint(line.number, line.start, what, to_do)
