"""What an author likely meant where something is not of the shape it has to be, in plain words. Pure."""

import re
import unicodedata
from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from stuckpoint.characters import name_of
from stuckpoint.reading.habits import EXAMPLES, SCALE_TO_DO, flag_meant, key_meant
from stuckpoint.reading.kinds import (
    Choice,
    Flag,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    ShowIf,
    Text,
    Words,
    a,
    wanted,
)
from stuckpoint.reading.problems import WARNINGS, Code, Problem, did_you_mean, nearest, quoted
from stuckpoint.reading.tree import Entries, Entry, Node, Scalar

What = tuple[str, str]  # what is wrong, and what to do
Pair = tuple[Scalar, Node | None]  # a key and its value; None where that may not stand in a file

_DASH = "'- ' (hyphen, space)"
_ENOUGH = 100  # so many keys tell whether a mapping is another thing altogether
# Compiled when something is wrong, and not before.
_JOINED = r"(?s)(\w+)\s*([:;=\uff1a])\s*(.*)"
_APART = r"(?s)(\w+)\s+(\S.*)"
_AN_ID = "[a-z][a-z0-9_]{0,39}"
_DIGITS = "[0-9]{1,9}"
SCALE = "'scale'"
_BULLET = r"[0-9]{1,2}[.)](?= )|[*+\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25aa\u25cf\u25cb\u25e6\u00b7]"
_CURLY = tuple("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb")


class KeySlip(NamedTuple):
    """What became a key and was not meant as it is; one without colon and value can only be inside { }.

    Attributes:
        meant: the key it was to be.
        goes_on: it is one more piece of a text that a comma before has ended already.
    """

    what: str
    to_do: str
    meant: str | None = None
    goes_on: bool = False


def key_slip(key: Scalar, value: Node | None, before: Pair | None, known: Collection[str]) -> KeySlip | None:
    """Judges a key that is none: a space or a colon is missing, or a comma has ended a text.

    Args:
        before: the key and value before it.
        known: the keys it may be; none where any name may stand.
    """
    text, alone = key.text, _is_alone(key, value)
    if text[:1].isspace():
        return KeySlip(f"a no-break space stands before {quoted(text)}", "type ordinary spaces in its place")

    def is_meant(word: str) -> bool:
        return word in known if known else alone and bool(re.fullmatch(_AN_ID, word))

    joined, apart = re.fullmatch(_JOINED, text), re.fullmatch(_APART, text)
    if joined and joined[3] and is_meant(joined[1]):
        word, sign, rest = joined.groups()
        if sign == ":" and text[len(word) + 1 :][:1].isspace():
            return KeySlip(f"a no-break space stands after '{word}:'", "type an ordinary space in its place", word)
        lacks = "space after the colon of" if sign == ":" else "': ' after"
        return KeySlip(f"there is no {lacks} '{word}'", f"write {quoted(f'{word}: {rest}')}", word)
    if apart and is_meant(apart[1]) and (known or re.fullmatch(_DIGITS, apart[2])):
        return KeySlip(f"there is no ': ' after '{apart[1]}'", f"write {quoted(f'{apart[1]}: {apart[2]}')}", apart[1])
    if not alone:
        return None
    goes_on = before is not None and before[0].text not in known and _is_alone(*before)
    if text.endswith(_CURLY) or (before and isinstance(before[1], Scalar) and before[1].text.startswith(_CURLY)):
        what = "curly quotes do not hold a text together"
        return KeySlip(what, "put straight ones round the whole text", goes_on=goes_on)
    what = f"a comma ends a text inside {{ }}, and {quoted(text)} stands alone behind it"
    return KeySlip(what, "put quotes round the whole text", goes_on=goes_on)


def _is_alone(key: Scalar, value: Node | None) -> bool:
    if not (isinstance(value, Scalar) and value.plain and not value.text and key.plain):
        return False
    # A key that goes on in the next line ends where its text does not tell.
    end = key.place._replace(column=key.place.column + len(key.text))
    return value.place == end or value.place.line > end.line


def decimal_comma(key: Scalar, before: Node | None) -> What | None:
    """Returns what to say where a comma stands in a number, as in `{fit: 1,5}`."""
    if not (isinstance(before, Scalar) and re.fullmatch(_DIGITS, before.text) and re.fullmatch(_DIGITS, key.text)):
        return None
    return f"'{before.text},{key.text}' is not a number", f"write {before.text}.{key.text}"


def cut_by_colon(key: Scalar) -> What | None:
    """Returns what to say where a text was to stand, and a colon has made a key of its first words."""
    if key.plain and not re.fullmatch(_AN_ID, key.text):
        return "a text that holds ': ' needs quotes", "put quotes round the whole text"
    return None


def text_in_braces(node: Entry) -> What | None:
    """Returns what to say where { } hold a text and not a text for each track."""
    if node.keys and all(_is_alone(key, node.values.get(text)) for text, key in node.keys.items()):
        return "a text cannot begin with { unless it is in quotes", "put quotes round the whole text"
    return None


def is_another_thing(node: Entry, kind: Record) -> bool:
    """Says whether no key of a mapping is one of the record's, or like one."""
    keys = [text.strip() for text in node.keys]
    if len(kind.required) < 2 or not keys or any(key in kind.fields for key in keys):
        return False
    if sum(key_meant(kind.name, key) is not None for key in keys[:_ENOUGH]) >= len(kind.required):
        return False
    return not any(nearest(key, kind.fields) or _meant_in(key, kind.fields) for key in keys[:_ENOUGH])


def _meant_in(key: str, known: Collection[str]) -> bool:
    """Says whether a key begins with one that is known and something glued to it."""
    word = re.match(_JOINED, key) or re.match(_APART, key)
    return word is not None and word[1] in known


def keys_of(kind: Record) -> str:
    """Returns what to write where a record is due."""
    if example := EXAMPLES.get(kind.name):
        return f"write {example}"
    return f"write the keys of {a(kind.name)}: {', '.join(kind.required or kind.fields)}"


def keys_over(node: Node, kind: Record) -> str:
    """Returns what to write where a record is due and something else stands: over a list, the key that it lacks."""
    if not isinstance(node, Entries):
        return keys_of(kind)
    if all(isinstance(field.kind, ListOf) for field in kind.fields.values()):
        first, *others = kind.fields
        or_others = f" (or {', '.join(others)})" if others else ""
        return f"write '{first}:' above the list{or_others}, and set the list in below it"
    inside = [key for one in node.values if isinstance(one, Entry) for key in one.keys]
    return f"delete the {_DASH} before its keys" if kind.fields.keys() & inside else keys_of(kind)


def not_a_text(node: Node, kind: Kind, called: str) -> What:
    """Returns what to say of a list or mapping where text is due."""
    keys = node.keys.values() if isinstance(node, Entry) and isinstance(kind, Text) else ()
    if cut := next(map(cut_by_colon, keys), None):
        return cut
    found = "is a list" if isinstance(node, Entries) else "has keys of its own"
    if isinstance(node, Entries) and len(node.values) == 1 and isinstance(node.values[0], Scalar):
        return f"{called} {found}", f"write {wanted(kind)}, without [ ] or '- '"
    if called == SCALE:
        return f"{called} {found}", SCALE_TO_DO
    return f"{called} {found}", f"write {wanted(kind)}"


def not_a_list(node: Node, kind: ListOf, called: str) -> What:
    """Returns what to say of a text or mapping where a list is due."""
    what = f"{called} is not a list"
    if isinstance(node, Entry):
        words = [one.text for one in node.values.values() if isinstance(one, Scalar)] or ["one"]
        if isinstance(kind.kind, Id | Choice):
            return what, f"write the words alone, such as '[{', '.join(words)}]'"
        if isinstance(kind.kind, Record) and "id" in kind.kind.fields and len(words) == len(node.keys):
            return what, f"write '- {{id: {next(iter(node.keys), 'an_id')}, text: ...}}' for each"
        return what, f"begin each entry in it with {_DASH}"
    text = node.text if isinstance(node, Scalar) else ""
    if text.startswith("-"):
        return what, f"begin each entry with {_DASH}: the space is missing"
    if bullet := re.match(_BULLET, text):
        return what, f"begin each entry with {_DASH}, and not with '{bullet[0]}'"
    if isinstance(kind.kind, Id | Choice) or re.fullmatch(r"\w+", text):
        entries = text.strip("[]() ")
        return what, f"write {quoted(f'[{entries}]')}"
    return what, f"put each entry in a line of its own that begins with {_DASH}"


def entries_of(kind: ListOf, called: str) -> str:
    """Returns what to write where a list is due."""
    if called.endswith("of 'responses'"):
        return "write [] for an item that was skipped"
    if isinstance(kind.kind, Id | Choice):
        return "write [one, two], or one '- ' line for each"
    return f"begin each entry below it with {_DASH}"


def not_a_map(node: Node, kind: MapOf, called: str) -> What:
    """Returns what to say of a text or list where names with values are due."""
    one = node.values[0] if isinstance(node, Entries) and node.values else node
    name = one.text if isinstance(one, Scalar) else ""
    if isinstance(kind.kind, Number):
        name = name if re.fullmatch(_AN_ID, name) else "name"
        return f"{called} has no numbers by name", f"write {{{name}: 1}}"
    if isinstance(kind.names, Choice):
        name = name if name in kind.names.words else kind.names.words[0]
        return f"{called} has no reason for it", f"write {{{name}: why it is meant so}}"
    return f"{called} has no names with values", "write {name: value}"


def not_an_id(text: str, listed: bool) -> What:
    """Returns what to say of a text that is no id."""
    near, odd = id_from(text), odd_letter(text)
    rule = "small letters from a to z, digits and _, a letter first, 40 at most"
    to_do = f"write '{near}': {rule}" if re.fullmatch(_AN_ID, near) and not odd else f"use {rule}"
    if listed and " " in text:
        to_do = f"put a ',' between two ids; in one, use {rule}"
    elif "," in text:
        to_do = "write one id alone"
    return f"{quoted(text)} is not an id{odd}", to_do


def odd_letter(word: str) -> str:
    """Returns what to add where among letters from a to z stands one that only looks like them, or is not seen."""
    odd = next((one for one in word if not unicodedata.normalize("NFKD", one)[:1].isascii()), None)
    return f" (it holds {name_of(odd)})" if odd and re.search("[a-z]", word) else ""


def by_its_id(problem: Problem) -> Problem:
    """Returns what to say where an option is named in a condition by what is no id: likely by its text."""
    if problem.code is not Code.BAD_ID or "is not an id" not in problem.what:
        return problem
    text = problem.what.removesuffix(" is not an id").strip("'")
    if text != text.lower() and re.fullmatch(_AN_ID, near := _in_id_letters(text)):
        return problem._replace(to_do=f"write the option's id and not its text, such as '{near}'")
    return problem


def could_be(node: Node, kind: Kind) -> bool:
    """Says whether a node is at least of the sort that a kind asks for: text, a list or a mapping."""
    if isinstance(node, Scalar) and not node.text:
        return False
    match kind:
        case ListOf():
            return isinstance(node, Entries)
        case MapOf() | ShowIf() | Record(or_text=False):
            return isinstance(node, Entry)
        case Words() | Record():
            return not isinstance(node, Entries)
        case _:
            return isinstance(node, Scalar)


def around(key: Scalar, node: Entry) -> tuple[Node | None, Pair | None]:
    """Returns the value of a key, and the pair before it."""
    before = None
    for one in node.keys.values():
        if one is key:
            break
        before = one
    return node.values.get(key.text), (before, node.values.get(before.text)) if before else None


def is_per_track(node: Entry, kind: Record) -> bool:
    """Says whether a mapping is a text for each track, and not a record that has a text."""
    return bool(node.keys) and not any(nearest(text, kind.fields) for text in islice(node.keys, _ENOUGH))


RESERVED_IDS = frozenset({"all", "any", "does_not_apply"})
_LONGEST_ID = 40

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def is_id(text: str) -> bool:
    """Says whether a text can be an id."""
    return bool(_ID.fullmatch(text)) and text not in RESERVED_IDS


def id_from(words: str) -> str:
    """Returns the id that an option's words make, wherever they stand; where they make none, what is no id."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", words)).encode("ascii", "ignore").decode()
    id = re.sub("^(?=[0-9])", "n", _in_id_letters(plain))
    if len(id) > _LONGEST_ID:
        id = id[: _LONGEST_ID + 1].rpartition("_")[0] or id[:_LONGEST_ID]
    return f"{id}_" if id in ("all", "any") else id


def _in_id_letters(text: str) -> str:
    return re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")


def not_an_option(words: str) -> What:
    """Returns what to say of words that make no id."""
    if id_from(words) in RESERVED_IDS:
        to_do = "leave it out here, and write 'may_not_apply: true' in the item"
        return f"{quoted(words)} has a meaning of its own", to_do
    return f"no id can be made from {quoted(words)}", "give it one: {id: an_id, text: ...}"


def fault_of(node: Scalar, kind: Text | Id | Number | Flag | Choice, called: str) -> tuple[Code, str, str] | None:
    """Returns what is wrong with a scalar of this kind, if anything."""
    text = node.text
    match kind:
        case Id() if called == SCALE and not _ID.fullmatch(text):
            return Code.BAD_ID, f"{quoted(text)} is not the name of a scale", SCALE_TO_DO
        case Id() if called == "'add_to'" and not _ID.fullmatch(text):
            what, to_do = f"{quoted(text)} is not the id of a reason", "write one, such as fit"
            return Code.BAD_ID, what, f"{to_do}; 'stuckpoint reasons' lists them"
        case Id() if not _ID.fullmatch(text):
            return Code.BAD_ID, *not_an_id(text, listed=called.startswith("an entry"))
        case Id() if text in RESERVED_IDS:
            return Code.BAD_ID, f"'{text}' has a meaning of its own", "use another id"
        case Number() if not node.plain or not _in_range(text, kind):
            return Code.BAD_NUMBER, f"{called} is {quoted(text)}", f"write {wanted(kind)}"
        case Flag() if text not in ("true", "false") or not node.plain:
            meant = flag_meant(text)
            to_do = f"write {meant}, in small letters and without quotes" if meant else f"write {wanted(kind)}"
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", to_do
        case Choice(words) if words == WARNINGS and text in tuple(Code):
            what = f"'{text}' is an error, and only warnings can be allowed"
            return Code.BAD_CHOICE, what, "mend what it says"
        case Choice(words) if text not in words:
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", did_you_mean(text, words, list_all=True)
    return None


def _in_range(text: str, kind: Number) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text)
    return kind.low <= number <= kind.high and (not kind.whole or number == int(number))
