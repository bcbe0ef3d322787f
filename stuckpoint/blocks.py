"""What a page is made of. Text only: how a block is drawn is decided where it is drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

INTENDED_USE = (
    "stuckpoint helps you think about why therapy feels stuck and what you could ask next. "
    "It is not a medical tool. It does not diagnose or treat."
)
_NAMED = 5  # a longer list of names is taken for something it is not


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a page at level 1, of a part of it at level 2, of a part of that at level 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One entry of a list; `more` stands under it, set in. With `box`, it can be ticked off."""

    text: str
    more: tuple[str, ...] = ()
    box: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """Something that can be chosen by typing its number."""

    number: int
    text: str
    more: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture: what it is for, its length in words, and its length from 0 to 1."""

    name: str
    says: str
    share: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture that can be read as a list."""

    bars: tuple[Bar, ...]

    def as_list(self) -> tuple[str, ...]:
        """Returns the picture in words: what is said alike, in one line; of very many, only how many they are."""
        alike: dict[str, list[str]] = {}
        for bar in self.bars:
            alike.setdefault(bar.says, []).append(bar.name)
        told = {says: names if len(names) <= _NAMED else [f"{len(names)} reasons"] for says, names in alike.items()}
        return tuple(f"{says[0].upper()}{says[1:]}: {'; '.join(names)}" for says, names in told.items())


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line to write on by hand."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


Block = Heading | Paragraph | Bullet | Numbered | Bars | Ruled | Gap


@dataclass(frozen=True, slots=True)
class Page:
    """A title and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]

    def whole(self) -> tuple[Block, ...]:
        """Returns the page with its title as a heading."""
        return (Heading(self.title), *self.blocks)


def one_after_another(pages: Iterable[Page]) -> Iterator[Block]:
    """Yields the blocks of a document: the first page as it is, and the others as its parts."""
    for number, page in enumerate(pages):
        for block in page.whole():
            if isinstance(block, Heading) and number:
                yield Heading(block.text, level=block.level + 1)
            elif not isinstance(block, Gap):
                yield block


def intended_use() -> Block:
    """Returns what this is for and what it is not, as every report says it."""
    return Paragraph(INTENDED_USE)
