"""What a line that was typed says: a command, a choice, or numbers. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Command(StrEnum):
    """What may be typed at a question instead of a number."""

    BACK = "b"
    SKIP = "s"
    NOT_APPLY = "n"
    WHY = "?"
    HELP = "h"
    SKIP_PART = "p"
    LEAVE = "x"
    KEEP = ""


# Letters, digits and marks as keyboards for Chinese, Japanese and Korean type them.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x3001: ","}

_WORDS = {
    "back": Command.BACK,
    "skip": Command.SKIP,
    "does not apply": Command.NOT_APPLY,
    "why": Command.WHY,
    "keys": Command.WHY,
    "help": Command.HELP,
    "who to call": Command.HELP,
    "skip this part": Command.SKIP_PART,
    "leave": Command.LEAVE,
    "exit": Command.LEAVE,
    "quit": Command.LEAVE,
}


def command_in(typed: str) -> Command | None:
    """Returns the command that was typed, by its letter or its word."""
    word = typed.translate(_WIDE).strip().lower()
    return _WORDS.get(word) or next((command for command in Command if command == word), None)


def is_command(typed: str) -> bool:
    """Says whether a command was typed, and neither an answer nor nothing."""
    return command_in(typed) not in (None, Command.KEEP)


def number_in(typed: str, highest: int) -> int:
    """Returns the one number that was typed, from 1 to the highest, such as 2 or 2.; 0 for anything else."""
    numbers = numbers_in(typed, highest) or ()
    return numbers[0] if len(numbers) == 1 else 0


def choice_in(typed: str, texts: Sequence[str]) -> int:
    """Returns the number of what was chosen, typed as that or as the words it begins with; 0 where neither is clear."""
    words = _words(typed)
    begin = {number: len(_words(text)) for number, text in enumerate(texts, 1) if _words(text)[: len(words)] == words}
    whole = [number for number, length in begin.items() if length == len(words)]
    # One letter alone comes of keys such as the arrows, too.
    found = whole or [*begin] if len("".join(words)) > 1 else []
    return number_in(typed, len(texts)) or (found[0] if len(found) == 1 else 0)


def type_a_number(highest: int) -> str:
    """Returns what to say where a number is due, from 1 to the highest."""
    return "Type 1 or 2." if highest == 2 else f"Type a number from 1 to {highest}." if highest > 1 else "Type 1."


def numbers_in(typed: str, highest: int, *, lowest: int = 1) -> tuple[int, ...] | None:
    """Returns the numbers that were typed, from lowest to highest, each once; None where anything else was typed.

    Marks around them are passed over, such as (1), #1 or 1.
    """
    parts = [part for part in re.split(r"(?:[\s,;.()#&+]|\band\b)+", typed.translate(_WIDE)) if part]
    if not all(part.isdecimal() and len(part) < 5 and lowest <= int(part) <= highest for part in parts):
        return None
    return tuple(dict.fromkeys(map(int, parts)))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'\u2019]+", text.casefold())
