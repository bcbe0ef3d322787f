"""Reads the text of a file, whatever it is, into a tree whose every node knows its place, or into problems."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from stuckpoint.characters import clean, places_of_forbidden
from stuckpoint.reading.habits import BEGINNINGS
from stuckpoint.reading.parsing import STAND_IN, Reader, forbidden
from stuckpoint.reading.problems import MAX_PROBLEMS, Code, Place, Problem, and_maybe_more
from stuckpoint.reading.tree import Node

MAX_BYTES = 512 * 1024
_SOME = 1_000  # so many bytes tell in which encoding a file was saved
_SOME_NULS = (0.3, 0.8)  # UTF-16 without a mark is half NULs where it is in Latin letters, and UTF-32 three quarters
# The longer ones first: what begins as UTF-32 does begins as UTF-16 does.
_MARKS = {BOM_UTF32_LE: "UTF-32", BOM_UTF32_BE: "UTF-32", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}
_SAVE_AGAIN = "save the file as UTF-8 (editors ask for the encoding at 'Save as')"
MAX_DIRECTIVES = 100  # the C parser compares each with all before it


class Source(NamedTuple):
    """One file as read.

    Attributes:
        tree: what it holds, or None where it could not be read to its end.
        pieces: its size.
        text: what its tree was read from.
    """

    tree: Node | None
    problems: tuple[Problem, ...]
    pieces: int = 0
    text: str = ""


def read_file(path: Path, name: str) -> Source:
    """Reads one file; `name` stands in its problems. Reads no device, pipe or folder, and waits for none."""
    start = Place(name)
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return _refused(start, Code.UNREADABLE, "this is not a regular file", "name a YAML file")
            with os.fdopen(handle, "rb", closefd=False) as file:
                return read_stream(file, name)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = (getattr(error, "strerror", None) or "no file can have this name").lower()
        return _refused(start, Code.UNREADABLE, f"this cannot be read: {why}", "check the name and its permissions")


def read_stream(stream: BinaryIO, name: str) -> Source:
    """Reads what a stream holds, up to the limit; `name` stands in its problems."""
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = (error.strerror or "unknown fault").lower()
        return _refused(Place(name), Code.UNREADABLE, f"this cannot be read: {why}", "name a YAML file")
    # A stream that does not wait gives None where nothing has come yet.
    return read_bytes(data or b"", name)


def read_bytes(data: bytes, name: str) -> Source:
    """Reads the bytes of one file; `name` stands in its problems."""
    start = Place(name)
    if len(data) > MAX_BYTES:
        return _refused(start, Code.TOO_BIG, f"this is over {MAX_BYTES // 1024} KiB", "split it into several files")
    if other := next((said for sign, said in BEGINNINGS.items() if data.startswith(sign)), None):
        return _refused(start, Code.BAD_ENCODING, *other)
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        if encoding := _encoding_of(data):
            return _not_utf_8(start, f"this is {encoding}, and not UTF-8 text")
        before = _same_line_ends(error.object[: error.start].decode())
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _not_utf_8(place, "this is not UTF-8 text")
    return read_text(_same_line_ends(text), name)


def read_text(text: str, name: str) -> Source:
    """Reads YAML text; `name` stands in its problems."""
    if "\0" in text and (encoding := _encoding_of(text[:_SOME].encode(errors="replace"))):
        return _not_utf_8(Place(name), f"this is {encoding}, and not UTF-8 text")
    found = islice(places_of_forbidden(text), MAX_PROBLEMS)
    problems = [forbidden(Place(name, line, column), character) for line, column, character in found]
    if len(problems) == MAX_PROBLEMS:  # a binary file holds nothing else
        return Source(None, (*problems, and_maybe_more(problems[-1].place)))
    if text.count("\n%") > MAX_DIRECTIVES:
        return _refused(Place(name), Code.SYNTAX, "too many lines begin with '%'", "delete them: a bank needs none")
    # The parser would stop at the first of them; a stand-in lets the other problems be found too.
    reader = Reader(clean(text, STAND_IN), name)
    tree = reader.document()
    # Such a character may be a line end to whoever typed it, and not here: what follows from that is not said.
    lines = {problem.place.line for problem in problems}
    problems.extend(one for one in reader.problems if one.code is not Code.SYNTAX or one.place.line not in lines)
    return Source(tree, tuple(problems), reader.pieces, text)


def _encoding_of(data: bytes) -> str | None:
    """Returns the name of an encoding other than UTF-8, where a text begins with its mark or is nearly half NULs."""
    if marked := next((name for mark, name in _MARKS.items() if data.startswith(mark)), None):
        return marked
    part = data[:_SOME]
    return "UTF-16" if _SOME_NULS[0] < part.count(b"\0") / len(part) < _SOME_NULS[1] else None


def _same_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refused(place: Place, code: Code, what: str, to_do: str) -> Source:
    return Source(None, (Problem(place, code, what, to_do),))


def _not_utf_8(place: Place, what: str) -> Source:
    return _refused(place, Code.BAD_ENCODING, what, _SAVE_AGAIN)
