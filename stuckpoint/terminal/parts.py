"""What is asked at a time, cut into parts that fit the window, and cut anew when the window has another size."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from os import terminal_size

from stuckpoint.blocks import Block, Keys, Paragraph
from stuckpoint.terminal.console import Line
from stuckpoint.terminal.drawing import at_the_top, drawn, foot, groups_of, split

MIN_ROOM = 5  # lines: one to type on, one for the Enter typed there, and some to read
_TYPED_ON = 2  # lines
MORE = "Press Enter for more."


class Parts:
    """Blocks with a foot under them, as one part or several.

    In a window too small for the whole foot under each part, what there is to say comes first, and in one that is
    smaller yet what may be typed comes last, each once.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        footer: str | Keys,
        say: str,
        enter: str,
        *,
        window: Callable[[], terminal_size],
        plain: bool,
        place: int = 0,
    ) -> None:
        """Makes parts, from a place on, or in plain mode one part whatever the size of the window."""
        self._blocks = blocks
        self._footer = footer
        self._say = say
        self._enter = enter
        self._window = window
        self._plain = plain
        self._place = place
        self._size = terminal_size((0, 0))
        self._places: list[int] = []
        self._groups: list[list[Line]] = []
        self._rest: list[list[Line]] = []
        self._lines: list[Line] = []

    @property
    def is_last(self) -> bool:
        """Says whether everything was shown with this part."""
        return not self._rest

    @property
    def place(self) -> int:
        """Returns where this part begins: the number of the first group of lines in it."""
        return self._place

    def lines(self) -> list[Line]:
        """Returns this part, as lines that fit the window as it is now."""
        if self._size != self._window():
            self._size = self._window()
            self._group()
            self._fit()
        return self._lines

    def go_on(self, say: str = "") -> None:
        """Goes on to the next part, where what there was to say has been read; with something else to say, or not."""
        self._say = say
        self._place = self._places[-len(self._rest)]
        self._groups = self._rest
        self._fit()

    def _group(self) -> None:
        """Brings everything from this part on into groups of lines."""
        groups = [*enumerate(groups_of(self._blocks, self._size.columns, plain=self._plain))]
        if self._is_too_small(""):
            groups.append((len(groups), self._drawn(self._typing(self._enter))))
        start = min(self._place, len(groups) - 1)
        here = groups[max(0, start) :]
        if self._say and self._is_too_small(self._say):
            here.insert(0, (max(0, start), self._drawn(self._say)))
        self._places = [place for place, _ in here]
        first, *others = [group for _, group in here] or [[]]
        self._groups = [at_the_top(first), *others]

    def _fit(self) -> None:
        """Takes as many groups into this part as the window has room for."""
        last, more = self._foot(self._enter), self._foot(MORE)
        room = self._size.lines - _TYPED_ON
        part, self._rest = self._groups, []
        if not self._plain and sum(map(len, part)) + len(last) > room:
            part, self._rest = split(part, max(1, room - len(more)))
        self._lines = [line for group in (*part, more if self._rest else last) for line in group]

    def _foot(self, enter: str) -> list[Line]:
        """Returns what stands under a part, whose other end Enter leads to."""
        if self._is_too_small(""):
            return self._drawn(enter) if enter == MORE else []
        say = "" if self._is_too_small(self._say) else self._say
        return self._under(say, self._typing(enter))

    def _is_too_small(self, say: str) -> bool:
        under = self._under(say, self._typing(MORE))
        return not self._plain and len(under) + MIN_ROOM > self._size.lines

    def _typing(self, enter: str) -> str | Keys:
        if isinstance(self._footer, Keys):
            return replace(self._footer, lead=" ".join(part for part in (enter, self._footer.lead) if part))
        return " ".join(part for part in (enter, self._footer) if part)

    def _under(self, say: str, typing: str | Keys) -> list[Line]:
        said = [Line(), *self._drawn(say)] if say else []
        return [*said, *foot(typing, self._size.columns, plain=self._plain)]

    def _drawn(self, words: str | Keys) -> list[Line]:
        if not words:
            return []
        block = Paragraph(words) if isinstance(words, str) else words
        return drawn(block, self._size.columns, plain=self._plain)
