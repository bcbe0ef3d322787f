"""Breaks text into lines of a width: at words, and never inside what is drawn as one character.

Terminals differ in how wide they draw an emoji of several parts. Each part is counted, so that a line is at most
shorter than it could be, and too long on none.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rich.cells import get_character_cell_size

# A word with what stands before it. Spaces that must not be broken at belong to the word.
_WORDS = re.compile(r"([^\S\xa0\u2007\u202f]*)((?:\S|[\xa0\u2007\u202f])+)")
_JOINER = "\u200d"
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two make a flag
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_WIDENER = "\ufe0f"  # asks for the wide, coloured form of the character before it
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm"})
_OPENING = frozenset({"Ps", "Pi"})


def cells(text: str) -> int:
    """Returns how many columns a text takes at most."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def wrap(text: str, width: int) -> list[str]:
    """Returns a text as lines of at most so many columns; only a single character may be wider than that."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph.expandtabs(), width)]


def clusters(text: str) -> Iterator[str]:
    """Yields what is drawn as one character each: a letter with its accents, a flag, a family."""
    start = 0
    for place in range(1, len(text)):
        if not _goes_on(text, start, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for space, part in _parts(paragraph):
        taken = cells(space) + cells(part)
        if line and used + taken > width:
            yield line
            line, used, space, taken = "", 0, "", cells(part)
        if taken > width:
            *whole, part = _folded(space + part, width)
            yield from whole
            space, taken = "", cells(part)
        line += space + part
        used += taken
    yield line


def _parts(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yields what a line may end after, each with the space before it."""
    for space, word in _WORDS.findall(paragraph):
        if word.isascii():
            yield space, word
            continue
        part = ""
        for cluster in clusters(word):
            if part and _may_part(part, cluster):
                yield space, part
                space, part = "", ""
            part += cluster
        yield space, part


def _folded(text: str, width: int) -> Iterator[str]:
    """Yields a text that is too long for a line in pieces that are not."""
    piece, used = "", 0
    for cluster in text if text.isascii() else clusters(text):
        taken = cells(cluster)
        if piece and used + taken > width:
            yield piece
            piece, used = "", 0
        piece += cluster
        used += taken
    yield piece


def _goes_on(text: str, start: int, place: int) -> bool:
    """Says whether the character at a place belongs to the one that starts before it."""
    character = text[place]
    if character.isascii():
        return False
    if character in _FLAG_LETTERS:
        return place == start + 1 and text[start] in _FLAG_LETTERS
    joined = text[place - 1] == _JOINER or character in _SKIN_TONES or not get_character_cell_size(character)
    return joined or unicodedata.category(character).startswith("M")


def _may_part(before: str, after: str) -> bool:
    """Says whether a line may end between two characters of one word, as in scripts that are written without spaces."""
    if unicodedata.category(after[0]) in _CLOSING or unicodedata.category(before[-1]) in _OPENING:
        return False
    return _stands_alone(after[0]) or _stands_alone(before[-1])


@cache
def _stands_alone(character: str) -> bool:
    is_wide = unicodedata.east_asian_width(character) in "WF"
    return is_wide and not unicodedata.name(character, "").startswith("HANGUL")  # Korean is written with spaces


@cache
def _cells(character: str) -> int:
    if character in _FLAG_LETTERS or character in _SKIN_TONES:
        return 2
    return 1 if character == _WIDENER else get_character_cell_size(character)
