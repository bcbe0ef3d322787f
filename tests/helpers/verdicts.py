"""What holds of everything that is said about a file, whatever it holds. Used by the tests on hostile files."""

import re
from collections.abc import Iterable

from stuckpoint.characters import forbidden_in
from stuckpoint.reading import Entries, Entry, Problem, Scalar
from stuckpoint.reading.source import Source
from stuckpoint.reading.tree import Node

LONGEST_LINE = 1_000
_LOCATED = re.compile(r".+:\d+:\d+: error\[[a-z-]+\]: .+; .+")


def decoded(data: bytes) -> str:
    """Returns the text of a file as its lines and columns are counted."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def judge_problems(problems: Iterable[Problem], file: str, text: str) -> None:
    """Fails unless each problem is one short line that may be shown, and those of the file lie in it."""
    lines = text.split("\n")
    for problem in problems:
        said = str(problem)
        assert _LOCATED.fullmatch(said), said
        assert not forbidden_in(said)
        assert len(said) <= LONGEST_LINE
        if problem.place.file == file:
            assert 1 <= problem.place.line <= len(lines), said
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, said


def judge_source(read: Source, file: str, text: str) -> None:
    """Fails unless there is a tree or a problem, and nothing in either that may not be shown."""
    assert read.tree is not None or read.problems
    assert not any(forbidden_in(one) for one in _texts(read.tree))
    judge_problems(read.problems, file, text)


def judge_screen(code: int, out: str, err: str) -> None:
    """Fails unless a command ended well, or with located problems and one line; all of it may be shown."""
    assert not forbidden_in(out)
    assert not forbidden_in(err)
    if code == 0:
        assert err == ""
        return
    assert (code, out) == (1, "")
    *problems, last = err.splitlines()
    assert all(_LOCATED.fullmatch(line) for line in problems)
    assert last


def _texts(node: Node | None) -> Iterable[str]:
    match node:
        case Scalar(text=text):
            yield text
        case Entries(values=values):
            for one in values:
                yield from _texts(one)
        case Entry(keys=keys, values=named):
            yield from keys
            for one in named.values():
                yield from _texts(one)
