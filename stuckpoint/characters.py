"""Which characters may be shown on a terminal. One rule for files, the keyboard and the screen.

The characters are listed, not looked up: what is new in Unicode is the same in every version of Python.
"""

import re
import unicodedata
from collections.abc import Iterator

# What moves the cursor, turns text round or shows nothing: controls, the halves of pairs, what is for private use or
# for no use, separators of lines, and all that Unicode says a reader may leave out but for what comes next.
_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U000e0000-\U000e00ff\U000e01f0-\U0010ffff"
)
# Unseen, and needed: joiners for Persian, Hindi and emoji, marks of direction for Hebrew and Arabic, places to break
# lines for Khmer, Lao and Thai; and what chooses one of several looks of the letter before it.
_LOOKS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = f"\u200b-\u200f{_LOOKS}"
_SUSPECT = re.compile(f"[{_NEVER}{_UNSEEN}]")
_FORBIDDEN = re.compile(
    f"[{_NEVER}]"
    f"|(?<![^\\s{_UNSEEN}])[{_LOOKS}]"  # behind no letter
    f"|(?<=[{_UNSEEN}]{{3}})[{_UNSEEN}]"  # more in a row than any text needs
)
_MOST_MARKS = 10  # accents and the like on one letter; eight are known, in Tibetan
_MARKED = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_SPACES = re.compile(r"[ \t\n]+")
_SEEN = re.compile(rf"[^\s{_UNSEEN}]")
_NOT_TYPED = str.maketrans(dict.fromkeys("\u200b\u200e\u200f"))


def forbidden_in(text: str) -> frozenset[str]:
    """Returns the characters of a text that may not be shown, where they stand in it."""
    return frozenset(text[place] for place in _forbidden_places(text))


def places_of_forbidden(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields line, column (both from 1) and character for each that may not be shown."""
    line, start, before = 1, 0, 0
    for place in _forbidden_places(text):
        if ends := text.count("\n", before, place):
            line, start = line + ends, text.rindex("\n", before, place) + 1
        before = place
        yield line, place - start + 1, text[place]


def clean(text: str, instead: str = "") -> str:
    """Returns the text without the characters that may not be shown, or with something in the place of each."""
    while places := _forbidden_places(text):
        kept = [text[start + 1 : end] for start, end in zip([-1, *places], [*places, len(text)], strict=True)]
        text = instead.join(kept)
        if instead:
            return text
    return text


def as_typed(text: str) -> str:
    """Returns a typed text without those characters, and without others that are not seen and change no letter."""
    return clean(text).translate(_NOT_TYPED).strip()


def is_seen(text: str) -> bool:
    """Says whether a text shows anything."""
    return bool(_SEEN.search(text))


def single_spaced(text: str) -> str:
    """Returns the text on one line, with single spaces. Those at which no line may break are kept as they are."""
    return _SPACES.sub(" ", text.strip())


def on_one_line(text: str) -> str:
    """Returns the text as it may stand in a message: without those characters, and without line ends and tabs."""
    return clean(text).translate({ord("\n"): " ", ord("\t"): " "})


def escaped(text: str) -> str:
    """Returns the text with escapes, such as \\x1b, for line ends, tabs and the characters that may not be shown."""
    places = {*_forbidden_places(text), *(place for place, character in enumerate(text) if character in "\n\t")}
    return "".join(_escape(one) if place in places else one for place, one in enumerate(text))


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()


def name_of(character: str) -> str:
    """Returns a character's code point and name, safe to print."""
    name = unicodedata.name(character, "control or unassigned character").lower()
    return f"U+{ord(character):04X} ({name})"


def _forbidden_places(text: str) -> list[int]:
    if text.isascii() and text.replace("\n", "").isprintable():  # as most texts are
        return []
    found = [match.start() for match in _FORBIDDEN.finditer(text)] if _SUSPECT.search(text) else []
    for run in _MARKED.finditer(text):
        found.extend(_too_many_marks(text, *run.span()))
    return sorted(found)


def _too_many_marks(text: str, start: int, end: int) -> Iterator[int]:
    """Yields the places of accents that pile up higher than any writing has them."""
    height = 0
    for place in range(start, end):
        if not _SEEN.match(text[place]):
            continue
        height = height + 1 if unicodedata.category(text[place]).startswith("M") else 0
        if height > _MOST_MARKS:
            yield place
