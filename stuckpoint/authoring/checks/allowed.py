"""What an author allows under `allow`: warnings that are meant so, in an item or in a whole file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stuckpoint.loading.files import ITEMS, BankFile
from stuckpoint.reading import Entries, Entry, Place, Problem, Scalar, WarningCode
from stuckpoint.reading.tree import Node


class _Allowed(NamedTuple):
    """One warning that is allowed, and why; `where` has the places that it is about, or is None for the whole file."""

    key: Scalar
    why: str
    where: frozenset[Place] | None

    def is_about(self, problem: Problem) -> bool:
        place = problem.place
        here = place.file == self.key.place.file if self.where is None else place in self.where
        return here and problem.code == self.key.text


def with_allowed(found: Sequence[Problem], files: Sequence[BankFile]) -> Iterator[Problem]:
    """Yields the problems, with the reason beside those that are allowed, and one for each that allows nothing."""
    allowed = [one for file in files for one in _all_in(file.entry)]
    for problem in found:
        why = next((one.why for one in allowed if one.is_about(problem)), "")
        yield problem._replace(allowed=why)
    for one in allowed:
        if not any(map(one.is_about, found)):
            what = f"there is no '{one.key.text}' here to allow"
            yield Problem(one.key.place, WarningCode.UNUSED_ALLOW, what, "delete it from 'allow'")


def _all_in(file: Entry) -> Iterator[_Allowed]:
    yield from _of(file, None)
    for item in (item for key in ITEMS for item in file.entries(key)):
        if "allow" in item.values:
            yield from _of(item, frozenset(_places(item)))


def _of(holder: Entry, where: frozenset[Place] | None) -> Iterator[_Allowed]:
    allow = holder.entry("allow")
    for name, key in allow.keys.items() if allow else ():
        yield _Allowed(key, allow.text(name) if allow else "", where)


def _places(node: Node) -> Iterator[Place]:
    yield node.place
    if isinstance(node, Entry):
        yield from (key.place for key in node.keys.values())
    if isinstance(node, Entry | Entries):
        for one in node.values.values() if isinstance(node, Entry) else node.values:
            yield from _places(one)
