"""What a page is made of. Text only: how a block is drawn is decided where it is drawn."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

INTENDED_USE = (
    "stuckpoint helps you think about why therapy feels stuck and what you could ask next. "
    "It is not a medical tool. It does not diagnose or treat."
)
_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._-]*[A-Za-z0-9]")


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
class Progress:
    """Where one is in something: in words, and as a part of the whole, if that is known."""

    text: str
    done: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How far answers lean towards one thing.

    Attributes:
        name: what it is.
        number: from 0 to 100, rounded down; None where too little was answered to say.
        standing: what that is called, such as "stands out".
        stands_out: whether it is one of those that stand out.
        few: whether it rests on few answers.
        key: the number to type to read about it; 0 where there is none.
    """

    name: str
    number: int | None
    standing: str
    stands_out: bool = False
    few: bool = False
    key: int = 0

    @property
    def says(self) -> str:
        """Returns the standing in words."""
        return f"{self.standing}, on few answers" if self.few else self.standing

    @property
    def in_words(self) -> str:
        """Returns all of it in words."""
        number = "" if self.number is None else f"{self.number}, "
        return f"{self.name}: {number}{self.says}"

    @property
    def share(self) -> float:
        """Returns the length of its bar, from 0 to 1."""
        return min(1.0, max(0.0, (self.number or 0) / 100))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores under one another, the line from which on one stands out, and what is said of the others.

    With `line_is_known`, what the line means is not said again.
    """

    scores: tuple[Score, ...]
    line: int
    others: str = ""
    line_is_known: bool = False

    @property
    def about_the_line(self) -> str:
        """Returns what the line means, and what is said of the others; nothing where there is nothing to say."""
        means = "" if self.line_is_known else f"From {self.line} on a reason stands out."
        return " ".join(part for part in (means, self.others) if part)


@dataclass(frozen=True, slots=True)
class Move:
    """How far answers leaned towards one thing before, and how far they do after: from 0 to 100, rounded down."""

    name: str
    before: int
    after: int

    @property
    def numbers(self) -> str:
        """Returns both in words."""
        return f"before {self.before}, after {self.after}"


@dataclass(frozen=True, slots=True)
class Moves:
    """Scores at two times, under one another."""

    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be read before anything else: its first line strong, in a frame like that of the welcome."""

    first: str
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OneThing:
    """The one thing to do, and the words to say."""

    do: str = ""
    say: str = ""

    def as_list(self) -> tuple[str, ...]:
        """Returns it in lines."""
        do = f"To do: {self.do}" if self.do else ""
        say = f'To say: "{self.say}"' if self.say else ""
        return tuple(line for line in (do, say) if line)


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A question as it was put, and what was said to it, with who said so."""

    question: str
    answer: str
    said: str = "You said:"


@dataclass(frozen=True, slots=True)
class ToTry:
    """Something to try, what a good answer sounds like, and what to do if it goes badly. Some can be ticked off."""

    text: str
    good: str = ""
    badly: str = ""
    box: bool = False

    @property
    def more(self) -> tuple[str, ...]:
        """Returns how it may go, in lines."""
        return _how_it_may_go(self.good, self.badly)


@dataclass(frozen=True, slots=True)
class ToSay:
    """Words to say, what leads up to them, and how that may go."""

    text: str
    good: str = ""
    badly: str = ""
    lead: str = ""

    @property
    def quoted(self) -> str:
        """Returns the words as words that are said."""
        return f'{self.lead}"{self.text}"'

    @property
    def more(self) -> tuple[str, ...]:
        """Returns how it may go, in lines."""
        return _how_it_may_go(self.good, self.badly)


def _how_it_may_go(good: str, badly: str) -> tuple[str, ...]:
    lines = ((good, f"A good answer: {good}"), (badly, f"If it goes badly: {badly}"))
    return tuple(line for text, line in lines if text)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign for what may come next, such as to stay, and when it holds."""

    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Study:
    """What a study found, where that is published, and its DOI if it has one."""

    says: str
    source: str
    doi: str = ""

    @property
    def cited(self) -> str:
        """Returns where it is published, its DOI included."""
        return f"{self.source} doi:{self.doi}" if self.doi else self.source

    @property
    def address(self) -> str:
        """Returns where it can be read; nothing where what is given as a DOI is none."""
        return f"https://doi.org/{self.doi}" if _DOI.fullmatch(self.doi) else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call or write to: first how, then who, then what to know about it."""

    ways: str
    name: str
    note: str = ""

    @property
    def first(self) -> str:
        """Returns what is read first."""
        return self.ways or self.name

    @property
    def more(self) -> tuple[str, ...]:
        """Returns the rest, in lines."""
        return tuple(text for text in (self.name if self.ways else "", self.note) if text)


@dataclass(frozen=True, slots=True)
class Keys:
    """What can be typed: keys with what each does, after some words."""

    lead: str
    keys: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.lead} {', '.join(f'{key} {does}' for key, does in self.keys)}.".lstrip()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header. The first cell of a row is what the row is about."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_list(self) -> tuple[tuple[str, str], ...]:
        """Returns each row as what it is about, and its other cells in words; an empty cell is left out."""
        return tuple((row[0], "; ".join(self._named(row))) for row in self.rows)

    def _named(self, row: tuple[str, ...]) -> Iterator[str]:
        named = ((name, cell) for name, cell in zip(self.header[1:], row[1:], strict=True) if cell)
        for number, (name, cell) in enumerate(named):
            yield f"{name.lower() if number else name}: {cell}"


@dataclass(frozen=True, slots=True)
class Tree:
    """Something with what belongs to it."""

    text: str
    parts: tuple["Tree", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong in a file, or may be, and what to do about it.

    Attributes:
        where: the file, the line and the column.
        called: what such flaws are called, and which it is.
        is_error: whether it has to be mended.
        number: the number of the line that it is about.
        line: that line; empty where it cannot be shown.
        column: where in it, from 1.
        length: how many of its characters are meant.
    """

    where: str
    called: str
    is_error: bool
    what: str
    to_do: str
    number: int
    line: str
    column: int
    length: int

    def __str__(self) -> str:
        return f"{self.where}: {self.called}: {self.what}; {self.to_do}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line to write on by hand."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


Block = (
    Heading
    | Paragraph
    | Bullet
    | Numbered
    | Progress
    | Scores
    | Moves
    | Notice
    | OneThing
    | OwnAnswer
    | ToTry
    | ToSay
    | Sign
    | Study
    | Contact
    | Keys
    | Table
    | Tree
    | Flaw
    | Ruled
    | Gap
)


@dataclass(frozen=True, slots=True)
class Page:
    """A title, or none, and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]

    def whole(self) -> tuple[Block, ...]:
        """Returns the page with its title as a heading."""
        return (Heading(self.title), *self.blocks) if self.title else self.blocks


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
