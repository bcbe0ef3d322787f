"""Which characters may be shown on a terminal. One rule for files, the keyboard and the screen."""

import unicodedata
from collections.abc import Iterator

# Control, surrogate, private, unassigned, line and paragraph separators, and format characters:
# they can move the cursor, turn text round or hide it. The two joiners are needed to write Persian,
# Hindi and many emoji, and show nothing of their own.
_FORBIDDEN_CLASSES = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"})
_ALLOWED = frozenset("\n\t\u200c\u200d")


def _is_forbidden(character: str) -> bool:
    return unicodedata.category(character) in _FORBIDDEN_CLASSES and character not in _ALLOWED


def forbidden_in(text: str) -> frozenset[str]:
    """Returns the characters of a text that may not be shown."""
    if text.replace("\n", "").isprintable():  # most texts are, and none of these characters is
        return frozenset()
    return frozenset(filter(_is_forbidden, set(text)))


def places_of(text: str, characters: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yields line, column (both from 1) and character for each of the characters found in a text."""
    if not characters:
        return
    line, column = 1, 1
    for character in text:
        if character in characters:
            yield line, column, character
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)


def clean(text: str) -> str:
    """Returns the text without the characters that may not be shown."""
    bad = forbidden_in(text)
    return text.translate({ord(character): None for character in bad}) if bad else text


def on_one_line(text: str) -> str:
    """Returns the text as it may stand in a message: without those characters, and without line ends and tabs."""
    return clean(text).translate({ord("\n"): " ", ord("\t"): " "})


def name_of(character: str) -> str:
    """Returns a character's code point and name, safe to print."""
    name = unicodedata.name(character, "control or unassigned character").lower()
    return f"U+{ord(character):04X} ({name})"
