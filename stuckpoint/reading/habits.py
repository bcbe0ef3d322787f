"""What people bring along from other programs, and what is written here in its place.

The words that stand for keys are in `habits.yaml`, by the record that they stand in.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from stuckpoint.reading.parsing import Reader
from stuckpoint.reading.tree import Entry

# How a record is written of which the keys alone do not tell.
EXAMPLES = {"range": "{from: 0, to: 10}"}

# What stands for "nothing" elsewhere. Here it would be read out as a word.
NOTHING = frozenset({"null", "~", ".nan", "nan", "nil", "undefined"})
NOTHING_OPTIONAL = NOTHING | {"none", "n/a", "na", "tbd", "-", "--", "empty"}

_YES, _NO = frozenset({"true", "yes", "y", "on", "1"}), frozenset({"false", "no", "n", "off", "0"})

SCALE_TO_DO = (
    "name a scale of the bank, such as how_often, or write answers of its own under 'options:', "
    "or 'number: {from: 0, to: 10}'"
)

_CONDITION = re.compile(r"\s*(?:[<>=!]|not\s|[-0-9.]+$)", re.IGNORECASE)
CONDITION_TO_DO = (
    "list the ids of all the options that it waits for, such as [often, almost_always] (a number cannot be waited for)"
)
_JOINED = {"or": "any", "||": "any", "either": "any", "one": "any", "and": "all", "&&": "all", "both": "all"}
_NEGATED = frozenset({"not", "none", "unless", "nor", "no"})
_LEFT = "name the item, and list the answers that are left, such as {item: [often]}"

# Lines that no file of ours holds: the first group is what is wrong with one.
LINES = (
    (re.compile(r" *(//|/\*|\*/|<!--|--(?= )|;+(?= ))"), "'{}' does not begin a note", "begin a note with '# '"),
    (
        re.compile(r" *(\(?(?:[0-9]{1,3}|[a-zA-Z])[.)])(?= )"),
        "'{}' does not begin a list entry",
        "begin it with '- ' (hyphen, space)",
    ),
    (re.compile(r"(\.\.\.)\s*$"), "a line of dots ends the file, and more stands below it", "delete the dots"),
    (
        re.compile(r".*\bshow_if\b[^'\"]*?[:\[,] *([<>=!]+)|[^'\"]*?[:\[,] *([<>=!]=)"),
        "a condition has no '{}'",
        CONDITION_TO_DO,
    ),
)

# How files begin that are no text.
_AS_TEXT = "write it in an editor for plain text, or save it as plain text"
BEGINNINGS = {
    b"PK\x03\x04": ("this is a file of a word processor, or a packed one, and not plain text", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("this is a file of an old word processor and not plain text", _AS_TEXT),
    b"%PDF": ("this is a PDF and not plain text", _AS_TEXT),
    b"\x89PNG": ("this is a picture and not plain text", "name a YAML file"),
    b"\xff\xd8\xff": ("this is a picture and not plain text", "name a YAML file"),
    b"\x1f\x8b": ("this is a packed file", "unpack it first"),
}


def key_meant(record: str, key: str) -> str | None:
    """Returns the key of a record that a word of other programs stands for."""
    return next((ours for ours, theirs in _habits("meant", record) if _plain(key) in theirs.split()), None)


def key_to_do(record: str, key: str) -> str | None:
    """Returns what to do about a word of other programs that no key of a record stands for."""
    return next((to_do for pattern, to_do in _habits("to_do", record) if re.fullmatch(pattern, _plain(key))), None)


def _habits(part: str, record: str) -> Iterator[tuple[str, str]]:
    rows = _tree().entry(part).entry(record)
    return ((key, rows.text(key)) for key in rows.values)


@cache
def _tree() -> Entry:
    file = Path(__file__).with_name("habits.yaml")
    tree = Reader(file.read_text("utf-8"), file.name).document()
    assert isinstance(tree, Entry)
    return tree


def flag_meant(text: str) -> str | None:
    """Returns which of true and false a word stands for."""
    return "true" if text.lower() in _YES else "false" if text.lower() in _NO else None


def is_compared(text: str) -> bool:
    """Says whether a comparison, or a number, stands for an option."""
    return _CONDITION.match(text) is not None


def not_answers(called: str, item: str, keys: Iterable[str]) -> tuple[str, str]:
    """Returns what to say of keys where the answers that a condition waits for are due."""
    if turned := next((key for key in keys if key.lower() in _NEGATED), None):
        return f"a condition has no '{turned}'", _LEFT
    return f"'{item}' of {called} has keys of its own", CONDITION_TO_DO


def joined_by(key: str) -> tuple[str, str] | None:
    """Returns what to say of a word that joins conditions elsewhere, or turns one round."""
    if key.lower() in _NEGATED:
        return f"a condition has no '{key}'", _LEFT
    ours = _JOINED.get(key.lower())
    return (f"conditions are not joined by '{key}'", f"write {{{ours}: [...]}}") if ours else None


def _plain(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())
