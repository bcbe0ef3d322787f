"""What is left of a located tree once its shape was judged: right in shape, every node with its place.

Every text in it has single spaces only, and none at its ends: the walk that judges shape sees to that.
"""

from collections.abc import Mapping
from typing import NamedTuple

from stuckpoint.reading.problems import Place
from stuckpoint.reading.tree import Scalar


class Entries(NamedTuple):
    """A list of right shape.

    Attributes:
        whole: nothing in it was left out, at any depth.
        complete: none of its own values was left out.
    """

    place: Place
    values: tuple["Shaped", ...]
    whole: bool
    complete: bool = True


class Entry(NamedTuple):
    """A mapping of right shape; `whole` and `complete` are as for a list."""

    place: Place
    values: Mapping[str, "Shaped"]
    keys: Mapping[str, Place]
    whole: bool
    complete: bool = True

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

    def flag(self, key: str, default: bool = False) -> bool:
        """Returns the flag under a key."""
        value = self.values.get(key)
        return value.text == "true" if isinstance(value, Scalar) else default

    def entry(self, key: str) -> "Entry | None":
        """Returns the mapping under a key."""
        value = self.values.get(key)
        return value if isinstance(value, Entry) else None

    def entries(self, key: str) -> tuple["Entry", ...]:
        """Returns the mappings listed under a key."""
        listed = self.values.get(key)
        return tuple([one for one in listed.values if isinstance(one, Entry)]) if isinstance(listed, Entries) else ()

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Returns the scalars listed under a key."""
        listed = self.values.get(key)
        return tuple([one for one in listed.values if isinstance(one, Scalar)]) if isinstance(listed, Entries) else ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Returns the texts listed under a key."""
        return tuple([scalar.text for scalar in self.scalars(key)])

    def is_whole(self, key: str) -> bool:
        """Says whether what stands under a key, if anything, lost nothing to problems."""
        value = self.values.get(key)
        return value.whole if isinstance(value, (Entry, Entries)) else self.whole or value is not None

    def is_complete(self, key: str) -> bool:
        """Says whether all that stands under a key, if anything, is there, though parts of it may not be."""
        value = self.values.get(key)
        return value.complete if isinstance(value, (Entry, Entries)) else self.whole or value is not None


Shaped = Scalar | Entries | Entry


def one_line(text: str) -> str:
    """Returns the text with every run of white space as one space."""
    # Most texts are so already: what can be printed and is no plain space is no white space.
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return " ".join(text.split())
