"""A window that draws nothing: what is shown on it are the words of its blocks. For runs by the thousand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from people import Quick
from screens import CLEAR

from stuckpoint.blocks import Block, Keys, Numbered
from stuckpoint.terminal.terminal import PROMPT, Terminal


class Undrawn(Terminal):
    """A terminal on a quick window that shows blocks as the words they hold, and reads a line under all of them."""

    def ask(
        self,
        blocks: Sequence[Block],
        footer: str | Keys,
        *,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,  # noqa: ARG002  all is shown at once
        keeps: bool = False,  # noqa: ARG002  likewise
        place: int = 0,  # noqa: ARG002
    ) -> str:
        """Shows blocks and returns the line that is typed."""
        assert isinstance(self._out, Quick)
        with self._signals.leaving():
            shown = [*(word for block in blocks for word in _words(block)), say, enter, str(footer), prompt]
            self._out.write(CLEAR + "\n".join(shown))
            self._do_now()
            return self._line()


def _words(value: object) -> Iterator[str]:
    match value:
        case Numbered(number, text):
            yield f"{number} {text}"
        case str():
            yield value
        case tuple():
            for one in value:
                yield from _words(one)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _words(getattr(value, field.name))
