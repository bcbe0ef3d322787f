"""What every screen of the quiz has in common: asking, going on, leaving, and who to call."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from stuckpoint.blocks import Block, Page
from stuckpoint.commands import Command, command_in
from stuckpoint.errors import LeftInWords
from stuckpoint.terminal import PROMPT, Terminal

if TYPE_CHECKING:
    from stuckpoint.helplines import HelpLines
    from stuckpoint.safety import Concern, SafetyWords

MORE = "Or type h help, x leave."
_UNKNOWN = "Error: We have no lines for that. Type a country, such as GB, or press Enter to go back."


def _leads_away(typed: str) -> bool:
    return command_in(typed) in (Command.LEAVE, Command.HELP)


class Talk:
    """Shows screens and reads what is typed, with the same ways out on each."""

    def __init__(self, terminal: Terminal, country: str | None) -> None:
        self._terminal = terminal
        self._country = country

    @cached_property
    def words(self) -> "SafetyWords":
        """What is asked and said about safety."""
        from stuckpoint.banks import shipped_folder
        from stuckpoint.safety_files import safety_words

        return safety_words(shipped_folder())

    def read_words(self) -> None:
        """Reads everything about safety and who to call, so that it is there whatever happens to the files."""
        import stuckpoint.support  # noqa: F401

        _ = self.words, self._lines

    def ask(
        self,
        blocks: Sequence[Block],
        footer: str,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,
    ) -> str:
        """Returns what was typed. Raises LeftInWords for x, and shows who to call for h, wherever they are typed."""
        while True:
            typed = self._terminal.ask(blocks, footer, say=say, enter=enter, prompt=prompt, ends=ends)
            match command_in(typed):
                case Command.LEAVE:
                    raise LeftInWords
                case Command.HELP:
                    self._help()
                case _:
                    return typed

    def pause(self, blocks: Sequence[Block], enter: str, footer: str = MORE) -> None:
        """Shows blocks until a line is typed under their end: no word, in the middle, may cut a notice short."""
        self.ask(blocks, footer, enter=enter, prompt="", ends=_leads_away)

    def notice(self, concern: "Concern") -> Page:
        """Returns the notice about a concern, for the country that is known of."""
        from stuckpoint.support import notice_page

        return notice_page(self.words, concern, self._lines, self._country)

    @cached_property
    def _lines(self) -> "HelpLines":
        from stuckpoint.banks import shipped_folder
        from stuckpoint.safety_files import help_lines

        return help_lines(shipped_folder())

    def _help(self) -> None:
        """Shows who to call, for the country that is typed if any is, until Enter leads back."""
        from stuckpoint.support import support_page

        say, footer = "", "Or type your country, such as GB or Ireland, to see its lines. x leave."
        while True:
            page = support_page(self.words.help, self._lines, self._country)
            typed = self._terminal.ask(page.whole(), footer, say=say, enter="Press Enter to go back.")
            if command_in(typed) is Command.LEAVE:
                raise LeftInWords
            if not typed or command_in(typed) is Command.BACK:
                return
            country = self._lines.country(typed)
            self._country = country or self._country
            say = "" if country else _UNKNOWN
