"""The closed set of `show_if` conditions, and what can be said of one. Only positive ones exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """Holds when at least one of the options was chosen on the item."""

    item: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when at least one part holds."""

    parts: tuple["Condition", ...]


Condition = Chosen | All | Any


def holds(condition: Condition | None, leaf: Callable[[Chosen], bool]) -> bool:
    """Says whether a condition holds, given what is so of its leaves. No condition always holds.

    There is no "not", so a leaf judged by "is so" tells whether the condition holds, and a leaf
    judged by "may still be so" tells whether it may come to hold.
    """
    match condition:
        case None:
            return True
        case Chosen():
            return leaf(condition)
        case All(parts):
            return all(holds(part, leaf) for part in parts)
        case Any(parts):
            return any(holds(part, leaf) for part in parts)


def leaves(condition: Condition | None) -> Iterator[Chosen]:
    """Yields the leaves of a condition, as written."""
    match condition:
        case None:
            return
        case Chosen():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
