"""What a single word or number has to be where an id, a number, a flag or one of several words is due."""

import re

from stuckpoint.reading.entries import one_line
from stuckpoint.reading.kinds import Choice, Flag, Id, Kind, Number, Text, Words, wanted
from stuckpoint.reading.problems import Code, did_you_mean, quoted
from stuckpoint.reading.slips import not_an_id
from stuckpoint.reading.tree import Node, Scalar

RESERVED_IDS = frozenset({"all", "any", "does_not_apply"})

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def is_id(text: str) -> bool:
    """Says whether a text can be an id."""
    return bool(_ID.fullmatch(text)) and text not in RESERVED_IDS


def as_it_is(node: Node, kind: Kind) -> Scalar | None:
    """Returns a scalar that is right as it was typed; None where it is not, or takes a closer look.

    Nearly every value of a bank is such a one, and needs no name to be called by in a message.
    """
    if not isinstance(node, Scalar):
        return None
    text = node.text
    match kind:
        case Words() | Text():
            return node if text and text == one_line(text) else None
        case Id():
            return node if _ID.fullmatch(text) and text not in RESERVED_IDS else None
        case Number() | Flag() | Choice():
            return node if fault_of(node, kind, "") is None else None
    return None


def fault_of(node: Scalar, kind: Text | Id | Number | Flag | Choice, called: str) -> tuple[Code, str, str] | None:
    """Returns what is wrong with a scalar of this kind, if anything."""
    text = node.text
    match kind:
        case Id() if not _ID.fullmatch(text):
            return Code.BAD_ID, *not_an_id(text, listed=called.startswith("an entry"))
        case Id() if text in RESERVED_IDS:
            return Code.BAD_ID, f"'{text}' has a meaning of its own", "use another id"
        case Number() if not node.plain or not _in_range(text, kind):
            return Code.BAD_NUMBER, f"{called} is {quoted(text)}", f"write {wanted(kind)}"
        case Flag() if text not in ("true", "false") or not node.plain:
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", f"write {wanted(kind)}"
        case Choice(words) if text not in words:
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", did_you_mean(text, words)
    return None


def _in_range(text: str, kind: Number) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text)
    return kind.low <= number <= kind.high and (not kind.whole or number == int(number))
