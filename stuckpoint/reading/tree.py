"""The located tree of one file: what was typed, and where. Types only; `source` makes it."""

from typing import NamedTuple

from stuckpoint.reading.problems import Place


class Scalar(NamedTuple):
    """A piece of text as it was typed; `plain` when it stood without quotes."""

    place: Place
    text: str
    plain: bool = True


class Sequence(NamedTuple):
    """A list of nodes."""

    place: Place
    nodes: tuple["Node", ...]


class Mapping(NamedTuple):
    """Pairs of a key and a node, in the order written, no key twice; `whole` when no key was refused."""

    place: Place
    pairs: tuple[tuple[Scalar, "Node"], ...]
    whole: bool = True


class Refused(NamedTuple):
    """Something that may not stand in a file; its problem is known, and nothing more is said of it."""

    place: Place


Node = Scalar | Sequence | Mapping | Refused
