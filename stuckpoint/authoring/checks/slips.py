"""The rules that look for slips of the pen: what YAML reads otherwise than it was meant, and names nearly right."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from stuckpoint.authoring.checks.draft import Draft, Found, Passage, texts_under
from stuckpoint.bank.context import CONTEXT
from stuckpoint.loading import Placed
from stuckpoint.reading import Entry, Place, Scalar
from stuckpoint.reading.problems import nearest, quoted

_COMMENT = re.compile(r"(\s+)#(.?)")
_WHOLE = re.compile(r"[.?!\u2026][\"'\u201d\u2019)]*$")


def cut_text(draft: Draft) -> Iterator[Found]:
    """Yields each text that seems to go on behind a '#': YAML takes the rest of the line for a comment."""
    for passage in draft.passages:
        scalar = passage.scalar
        lines = draft.lines.get(scalar.place.file)
        if lines and scalar.plain and (place := _cut(scalar, lines)):
            yield place, "the text ends here, and the rest is a comment", "put quotes around the text"


def _cut(scalar: Scalar, lines: Sequence[str]) -> Place | None:
    """Returns where a text was cut, if a comment follows it that reads like more of the text."""
    if _WHOLE.search(scalar.text):
        return None
    start, read = scalar.place.column - 1, ""
    for number in range(scalar.place.line - 1, len(lines)):
        line = lines[number]
        comment = _COMMENT.search(line, start)
        read = " ".join(f"{read} {line[start : comment.start() if comment else None]}".split())
        if comment and read == scalar.text:
            # Two spaces, a '#' and a space, or a line of its own: that is how comments are written on purpose.
            on_purpose = comment.start() == 0 or (len(comment[1]) > 1 and comment[2] in (" ", ""))
            return None if on_purpose else Place(scalar.place.file, number + 1, comment.end(1) + 1)
        if comment or not scalar.text.startswith(read):
            return None
        start = 0
    return None


_ENDS = re.compile(r"[.?!:;\u2026][\"'\u201d\u2019)]*$")
_MOST_BETWEEN = 3  # a comma and two spaces; where a key stands between two texts, there is more


def split_text(draft: Draft) -> Iterator[Found]:
    """Yields each text of a list that a comma has made two of: inside [ ], a text without quotes ends there.

    It goes on, in small letters, in the next until a sentence ends.
    """
    whole = None  # the beginning of a sentence that may have been split
    for text, after in pairwise(draft.passages):
        if after.scalar.text[0].islower() and _are_neighbours(text, after) and not _ENDS.search(text.text):
            whole = whole or (None if text.text[0].islower() else text)
            if whole and _ENDS.search(after.text):
                what = "a comma ends this text, and what follows it is a text of its own"
                yield whole.scalar.place, what, "put quotes round the whole text"
        else:
            whole = None


def _are_neighbours(text: Passage, after: Passage) -> bool:
    """Says whether two texts without quotes stand in a line with no more than a comma between them."""
    first, second = text.scalar, after.scalar
    if first.place.line != second.place.line or first.place.file != second.place.file:
        return False
    between = second.place.column - first.place.column - len(first.text)
    return first.plain and second.plain and 0 < between <= _MOST_BETWEEN


def joined_lines(draft: Draft) -> Iterator[Found]:
    """Yields each text of several paragraphs, or that holds a list: people read it as one paragraph."""
    for passage in draft.passages:
        if passage.scalar.joined:
            what = "these lines are read as one paragraph"
            to_do = "write one paragraph; where the key holds a list, make an entry of it of each"
            yield passage.scalar.place, what, to_do


_TO_DO = re.compile(r"\bTODO\b")


def still_to_do(draft: Draft) -> Iterator[Found]:
    """Yields the first text of each file that still says TODO, with how many do."""
    places: dict[str, list[Place]] = {}
    for passage in draft.passages:
        if _TO_DO.search(passage.text):
            places.setdefault(passage.scalar.place.file, []).append(passage.scalar.place)
    for first, *others in map(sorted, places.values()):
        more = f"{len(others)} more text{'s' * (len(others) > 1)}"
        what = f"this and {more} below still say" if others else "this still says"
        yield first, f"{what} TODO, and people would read it", "put your own words there"


_CLOSES = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", "\u201d": "\u201d"}


def curly_quotes(draft: Draft) -> Iterator[Found]:
    """Yields each text that stands whole in curly quotes: unlike straight ones, they are shown with it."""
    for passage in draft.passages:
        scalar = passage.scalar
        first, last = scalar.text[:1], scalar.text[-1:]
        if scalar.plain and len(scalar.text) > 1 and last in _CLOSES.get(first, ()) and first not in scalar.text[1:-1]:
            yield scalar.place, "these curly quotes are shown with the text", "put straight quotes round it, or none"


# What other programs make something of, and what is said of it here.
_SHOWN = (
    (
        r"\*\*[^*]+\*\*|\*\w[^*]*\*|(?<!\w)__?\w[^_]*_+(?!\w)|`[^`]+`|^#+ \w.*",
        "is not made bold or otherwise",
        "leave such signs out",
    ),
    (r"</?[a-zA-Z][^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);", "is not read as on a web page", "leave it out"),
    (r"\[[^\]]+\]\([^)]*\)", "is not made a link", "write what it leads to in words"),
    (r"\{+\s*\w[\w .]*\}+|\$\{?[a-zA-Z_]\w*\}?|%\(?[a-z]\w*\)?s\b|%s|_{3,}", "is not filled in", "write it in words"),
    (
        r"\[(?:your |first |last )?(?:name|date|therapist|partner|insert[^\]]*)\]",
        "is not filled in",
        "write it in words",
    ),
    (r"\\[nt]", "is shown as these two signs", "leave it out: lines break by themselves"),
    (r"[,;]$", "at the end is shown with the text", "take it out"),
)


def shown_as_typed(draft: Draft) -> Iterator[Found]:
    """Yields each text with marks that other programs make something of: here they are shown as they stand."""
    for passage in draft.passages:
        for pattern, what, to_do in _SHOWN:
            if found := re.search(pattern, passage.text):
                yield passage.scalar.place, f"{quoted(found[0])} {what}", to_do
                break
        else:
            if _has_note(passage.scalar, draft.lines.get(passage.scalar.place.file, ())):
                what = "a line with '#' is part of this text, and is shown"
                yield passage.scalar.place, what, "put your note above the key"


def _has_note(scalar: Scalar, lines: Sequence[str]) -> bool:
    """Says whether a text below a | or > holds a line that looks like a note."""
    line = lines[scalar.place.line - 1 : scalar.place.line]
    is_block = bool(line) and line[0][scalar.place.column - 1 :][:1] in ("|", ">")
    return is_block and re.search(r"(?:^|\s)#+ [a-zA-Z]", scalar.text) is not None


def same_text(draft: Draft) -> Iterator[Found]:
    """Yields each option with the words of an earlier one of its item or scale: nobody can tell them apart."""
    holders = (*(placed.entry for placed in draft.arrangement.items), *draft.arrangement.scales.values())
    for holder in holders:
        first: dict[str, Entry] = {}
        for option in holder.entries("options"):
            for text in texts_under(option, "text"):
                other = first.setdefault(" ".join(text.text.lower().split()), option)
                if other is not option:
                    what = f"'{option.text('id')}' and '{other.text('id')}' read the same"
                    yield text.place, what, "give each words of its own, or leave one out"


def empty_track(draft: Draft) -> Iterator[Found]:
    """Yields each track without an item to score."""
    for name, parts in draft.arrangement.tracks.items():
        if parts.entry and not parts.items:
            what = f"the track '{name}' has no question yet"
            yield parts.entry.place, what, "add a reason to reasons/, or items under 'opening' here"


_ALIKE = 2  # so many options in common make an item with a like name the one that is known


def unread_context(draft: Draft) -> Iterator[Found]:
    """Yields each context item, or option of one, called nearly as one that results know: they pass it over."""
    for parts in draft.arrangement.tracks.values():
        here = {placed.id for placed in parts.context}
        for placed in parts.context:
            options = _options(placed)
            meant = nearest(placed.id, CONTEXT.keys() - here)
            if known := CONTEXT.get(placed.id):
                for option, place in options.items():
                    if option not in known and (near := nearest(option, known - options.keys())):
                        yield place, *_unknown(option, near)
            elif meant and len(CONTEXT[meant] & options.keys()) >= _ALIKE:
                yield placed.entry.values["id"].place, *_unknown(placed.id, meant)


def _options(placed: Placed) -> dict[str, Place]:
    """Returns the ids of an item's own options, each with its place."""
    ids = (option.scalar("id") for option in placed.entry.entries("options"))
    return {id.text: id.place for id in ids if id}


def _unknown(called: str, near: str) -> tuple[str, str]:
    return f"the results do not know '{called}'", f"did you mean '{near}'?"


_WHY_ALONE = {
    "safety.yaml": "the questions about safety are always the shipped ones, so that they are there in every bank",
    "helplines.yaml": "who to call is always as shipped, so that no number in it is wrong",
}


def not_used(draft: Draft) -> Iterator[Found]:
    """Yields each file that only the shipped questions may have."""
    for name in draft.alone:
        yield Place(name), f"this file is not used: {_WHY_ALONE[Path(name).name]}", "leave it out"


_IS_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_CODES = {
    **{"english": "en", "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "fran\u00e7ais": "fr"},
    **{"spanish": "es", "espa\u00f1ol": "es", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl"},
    **{"portuguese": "pt", "portugu\u00eas": "pt", "polish": "pl", "polski": "pl", "turkish": "tr", "arabic": "ar"},
}


def language_code(draft: Draft) -> Iterator[Found]:
    """Yields a language given by its name: rules about English words, and pages for a browser, go by its code."""
    for scalar in (file.entry.scalar("language") for file in draft.files):
        if scalar and not _IS_CODE.fullmatch(scalar.text):
            code = _CODES.get(scalar.text.lower())
            to_do = f"write '{code}'" if code else "write its code, such as 'de' for German"
            yield scalar.place, f"{quoted(scalar.text)} is not the code of a language", to_do
