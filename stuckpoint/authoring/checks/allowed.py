"""What an author allows under `allow`: warnings that are meant so, in an item or in a whole file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stuckpoint.loading.files import BankFile, Role
from stuckpoint.reading import Entries, Entry, Place, Problem, Scalar, WarningCode
from stuckpoint.reading.tree import Node


class _Allowed(NamedTuple):
    """One warning that is allowed: its code, where that stands, and why."""

    code: Scalar
    why: str


def with_allowed(found: Sequence[Problem], files: Sequence[BankFile]) -> Iterator[Problem]:
    """Yields the problems, with the reason beside those that are allowed, and one for each that allows nothing."""
    allowed = {(where, one.code.text): one for file in files for where, one in _all_in(file.entry)}
    used: set[_Allowed] = set()
    for problem in found:
        one = allowed.get((problem.place, problem.code)) or allowed.get((problem.place.file, problem.code))
        used |= {one} if one else set()
        yield problem._replace(allowed=one.why) if one else problem
    for unused in dict.fromkeys(one for one in allowed.values() if one not in used):
        what = f"there is no '{unused.code.text}' here to allow"
        yield Problem(unused.code.place, WarningCode.UNUSED_ALLOW, what, "delete it from 'allow'")


def _all_in(file: Entry) -> Iterator[tuple[Place | str, _Allowed]]:
    """Yields what is allowed in a file, each with the name of the file, or with every place in the item."""
    yield from ((file.place.file, one) for one in _of(file))
    for item in (item for role in Role for item in file.entries(role)):
        for one in _of(item):
            yield from ((place, one) for place in _places(item))


def _of(holder: Entry) -> Iterator[_Allowed]:
    allow = holder.entry("allow")
    return (_Allowed(code, allow.text(name)) for name, code in allow.keys.items())


def _places(node: Node) -> Iterator[Place]:
    yield node.place
    if isinstance(node, Entry):
        yield from (key.place for key in node.keys.values())
    if isinstance(node, Entry | Entries):
        for one in node.values.values() if isinstance(node, Entry) else node.values:
            yield from _places(one)
