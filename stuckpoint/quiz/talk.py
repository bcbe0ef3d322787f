"""What every screen of the quiz has in common: asking, going on, leaving, and who to call."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from stuckpoint.blocks import Block, Keys, Page
from stuckpoint.errors import LeftInWords
from stuckpoint.quiz.commands import Command, command_in
from stuckpoint.terminal.terminal import PROMPT, Terminal

if TYPE_CHECKING:
    from stuckpoint.bank.helplines import HelpLines
    from stuckpoint.bank.safety import Concern, SafetyWords

MORE = "Or type h help, x leave."
WITH_BACK = "Or type b back, h help, x leave."
_UNKNOWN = "Error: We have no lines for that. Type a country, such as GB, or press Enter to go back."


def _leads_away(typed: str) -> bool:
    return command_in(typed) in (Command.LEAVE, Command.HELP)


def _leads_away_or_back(typed: str) -> bool:
    return _leads_away(typed) or command_in(typed) is Command.BACK


class Talk:
    """Shows screens and reads what is typed, with the same ways out on each."""

    def __init__(self, terminal: Terminal, country: str | None) -> None:
        self._terminal = terminal
        self._country = country
        self._asked: tuple[tuple[Block, ...], str | Keys] = (), ""
        self._typed = ""

    @cached_property
    def words(self) -> "SafetyWords":
        """What is asked and said about safety."""
        from stuckpoint.loading.loader import shipped_folder
        from stuckpoint.loading.safety_files import safety_words

        return safety_words(shipped_folder())

    def read_words(self) -> None:
        """Reads everything about safety and who to call, so that it is there whatever happens to the files."""
        import stuckpoint.pages.explanations  # noqa: F401

        _ = self.words, self._lines

    def ask(
        self,
        blocks: Sequence[Block],
        footer: str | Keys,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,
    ) -> str:
        """Returns what was typed. Raises LeftInWords for x, and shows who to call for h, wherever they are typed.

        What there is to say about a line is said where that line was typed: nobody is led back to the beginning. In
        plain mode it is all that is shown then, unless nothing was typed.
        """
        asked = tuple(blocks), footer
        is_said = bool(say) and asked == self._asked
        place = self._terminal.place if is_said else 0
        shown = () if is_said and self._typed and not self._terminal.full else blocks
        self._asked = asked
        while True:
            typed = self._terminal.ask(shown, footer, say=say, enter=enter, prompt=prompt, ends=ends, place=place)
            match command_in(typed):
                case Command.LEAVE:
                    raise LeftInWords
                case Command.HELP:
                    place, shown = self._terminal.place, blocks
                    self.help()
                case _:
                    self._typed = typed
                    return typed

    def pause(self, blocks: Sequence[Block], enter: str, footer: str = MORE) -> None:
        """Shows blocks until a line is typed under their end: no word, in the middle, may cut a notice short."""
        self.ask(blocks, footer, enter=enter, prompt="", ends=_leads_away)

    def goes_on(self, blocks: Sequence[Block], enter: str) -> bool:
        """Shows blocks as `pause` does, with b for back. Says whether the person goes on."""
        typed = self.ask(blocks, WITH_BACK, enter=enter, prompt="", ends=_leads_away_or_back)
        return command_in(typed) is not Command.BACK

    def read(self, blocks: Sequence[Block], footer: str, say: str) -> str:
        """Returns what was typed under the end of blocks, or b anywhere: nothing else cuts short what is read."""
        return self.ask(blocks, footer, say, ends=_leads_away_or_back)

    def notice(self, concern: "Concern") -> Page:
        """Returns the notice about a concern, for the country that is known of."""
        from stuckpoint.pages.explanations import notice_page

        return notice_page(self.words, concern, self._lines, self._country)

    @cached_property
    def _lines(self) -> "HelpLines":
        from stuckpoint.loading.loader import shipped_folder
        from stuckpoint.loading.safety_files import help_lines

        return help_lines(shipped_folder())

    def help(self) -> None:
        """Shows who to call, for the country that is typed if any is, until Enter leads back."""
        from stuckpoint.pages.explanations import support_page

        say, place, footer = "", 0, "Or type your country, such as GB or Ireland, to see its lines. x leave."
        while True:
            page = support_page(self.words.help, self._lines, self._country)
            shown = () if say and not self._terminal.full else page.whole()
            typed = self._terminal.ask(shown, footer, say=say, enter="Press Enter to go back.", place=place)
            if command_in(typed) is Command.LEAVE:
                raise LeftInWords
            if not typed or command_in(typed) is Command.BACK:
                return
            country = self._lines.country(typed)
            self._country = country or self._country
            say, place = ("", 0) if country else (_UNKNOWN, self._terminal.place)
