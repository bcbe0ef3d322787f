"""The located tree of one file: what was typed, and where.

`parsing` makes it, and `shapes` makes of it one that is right in shape, with single spaces in every text.
"""

from collections.abc import Mapping
from typing import NamedTuple

from stuckpoint.reading.problems import Place


class Scalar(NamedTuple):
    """A piece of text.

    Attributes:
        plain: whether it stood without quotes.
        joined: whether there were paragraphs, or entries of a list, that are one paragraph now.
    """

    place: Place
    text: str
    plain: bool = True
    joined: bool = False


class Entries(NamedTuple):
    """A list; `whole` when nothing was left out that may not stand in a file."""

    place: Place
    values: tuple["Node", ...]
    whole: bool = True


class Entry(NamedTuple):
    """A mapping, in the order written.

    Attributes:
        keys: each key as it stands in the file, also where its value may not stand there.
        whole: no key was left out.
    """

    place: Place
    values: Mapping[str, "Node"]
    keys: Mapping[str, Scalar]
    whole: bool = True

    def scalar(self, key: str) -> Scalar | None:
        """Returns the scalar under a key."""
        value = self.values.get(key)
        return value if isinstance(value, Scalar) else None

    def text(self, key: str, default: str = "") -> str:
        """Returns the text under a key."""
        value = self.values.get(key)
        return value.text if isinstance(value, Scalar) else default

    def number(self, key: str, default: float = 0.0) -> float:
        """Returns the number under a key."""
        value = self.scalar(key)
        return float(value.text) if value else default

    def flag(self, key: str) -> bool:
        """Says whether `true` stands under a key."""
        return self.text(key) == "true"

    def entry(self, key: str) -> "Entry":
        """Returns the mapping under a key; an empty one where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, Entry) else Entry(self.place, {}, {})

    def entries(self, key: str) -> tuple["Entry", ...]:
        """Returns the mappings listed under a key."""
        return tuple(one for one in self._listed(key) if isinstance(one, Entry))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Returns the scalars listed under a key."""
        return tuple(one for one in self._listed(key) if isinstance(one, Scalar))

    def texts(self, key: str) -> tuple[str, ...]:
        """Returns the texts listed under a key."""
        return tuple(scalar.text for scalar in self.scalars(key))

    def _listed(self, key: str) -> tuple["Node", ...]:
        listed = self.values.get(key)
        return listed.values if isinstance(listed, Entries) else ()


Node = Scalar | Entries | Entry


def one_line(text: str) -> str:
    """Returns the text with every run of white space as one space."""
    return " ".join(text.split())
