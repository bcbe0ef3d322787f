"""What a line that was typed says: a command, or numbers. Pure."""

import re
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


_WORDS = {
    "back": Command.BACK,
    "skip": Command.SKIP,
    "does not apply": Command.NOT_APPLY,
    "why": Command.WHY,
    "help": Command.HELP,
    "skip this part": Command.SKIP_PART,
    "leave": Command.LEAVE,
    "exit": Command.LEAVE,
    "quit": Command.LEAVE,
}


def command_in(typed: str) -> Command | None:
    """Returns the command that was typed, by its letter or its word."""
    word = typed.strip().lower()
    return _WORDS.get(word) or next((command for command in Command if command == word), None)


def is_number(typed: str, highest: int) -> bool:
    """Says whether one number was typed, from 1 to the highest."""
    return typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= highest


def numbers_in(typed: str, highest: int) -> tuple[int, ...] | None:
    """Returns the numbers that were typed, from 1 to the highest, each once; None where anything else was typed."""
    parts = [part for part in re.split(r"[\s,;.)&+]+", typed) if part]
    if not all(part.isdecimal() and len(part) < 5 and 1 <= int(part) <= highest for part in parts):
        return None
    return tuple(dict.fromkeys(map(int, parts)))
