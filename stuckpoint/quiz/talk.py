"""What every screen of the quiz has in common: asking, going on, leaving, and who to call."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property

from stuckpoint.bank import Concern, HelpLines
from stuckpoint.bank.safety import SafetyWords
from stuckpoint.blocks import Block, Gap, Heading, Keys, Numbered, Page
from stuckpoint.errors import LeftInWords
from stuckpoint.loading import help_lines, safety_words, shipped_folder
from stuckpoint.pages.explanations import notice_page, support_page
from stuckpoint.pages.question import EVERYWHERE
from stuckpoint.quiz.commands import Command, choice_in, command_in, numbers_in, type_a_number
from stuckpoint.terminal.terminal import PROMPT, Terminal

_NO_HEADS: Mapping[int, str] = {}
_UNKNOWN = "Error: We have no lines for that. Type a country, such as GB, or press Enter to go back."
_WHICH_COUNTRY = "Type your country, such as GB or Ireland, to see its lines. Or type:"
_KEYS_SAY = (
    "Type what the screen asks for, and press Enter. b goes back one screen, where it is offered. h shows who to call. "
    "x leaves. Ctrl-C leaves at once, without Enter."
)


def keys_with(*others: tuple[str, str], lead: str = "Or type:") -> Keys:
    """Returns what can be typed beside an answer: these keys, and those that are the same on every screen."""
    return Keys(lead, (*others, ("?", "keys"), *EVERYWHERE))


MORE, WITH_BACK = keys_with(), keys_with(("b", "back"))


def _leads_away(typed: str) -> bool:
    return command_in(typed) in (Command.LEAVE, Command.HELP, Command.WHY)


def _leads_away_or_back(typed: str) -> bool:
    return _leads_away(typed) or command_in(typed) is Command.BACK


class Talk:
    """Shows screens and reads what is typed, with the same ways out on each."""

    def __init__(self, terminal: Terminal, country: str | None) -> None:
        self._terminal = terminal
        self._country = country
        self._asked: tuple[tuple[Block, ...], Keys] = (), MORE
        self._typed = ""

    @cached_property
    def words(self) -> SafetyWords:
        """What is asked and said about safety."""

        return safety_words(shipped_folder())

    def read_words(self) -> None:
        """Reads everything about safety and who to call, so that it is there whatever happens to the files."""
        _ = self.words, self._lines

    def ask(
        self,
        blocks: Sequence[Block],
        footer: Keys,
        say: str = "",
        enter: str = "",
        prompt: str = PROMPT,
        ends: Callable[[str], bool] = bool,
        keeps: bool = False,
        why: str = _KEYS_SAY,
        is_changed: bool = False,
    ) -> str:
        """Returns what was typed. Wherever they are typed, x raises LeftInWords, h shows who to call, and ? says why.

        What there is to say about a line is said where that line was typed: nobody is led back to the beginning. In
        plain mode it is all that is shown then, unless nothing was typed. With `is_changed`, so it is for blocks that
        are those of before but for what was changed in them.
        """
        asked = tuple(blocks), footer
        is_said = bool(say) and (asked == self._asked or (is_changed and footer == self._asked[1]))
        place = self._terminal.place if is_said else 0
        shown = () if is_said and self._typed and not self._terminal.full else blocks
        self._asked = asked
        while True:
            typed = self._terminal.ask(
                shown, footer, say=say, enter=enter, prompt=prompt, ends=ends, keeps=keeps, place=place
            )
            match command_in(typed):
                case Command.LEAVE:
                    raise LeftInWords
                case Command.HELP:
                    place, shown, say = self._terminal.place, blocks, ""
                    self.help()
                case Command.WHY:
                    place, shown, say = self._terminal.place, blocks if self._terminal.full else (), why
                case _:
                    self._typed = typed
                    return typed

    def when_shown(self, do: Callable[[], object]) -> None:
        """Has something done once the next screen is shown."""
        self._terminal.do_while_waiting(do)

    def drop_typed_ahead(self) -> None:
        """Drops what was typed before the next screen is seen, so that it answers nothing there. Raises Left for x."""
        if any(command_in(line) is Command.LEAVE for line in self._terminal.typed_ahead()):
            raise LeftInWords

    def pause(self, blocks: Sequence[Block], enter: str) -> None:
        """Shows blocks until a line is typed under their end: no word, in the middle, may cut a notice short."""
        self.ask(blocks, MORE, enter=enter, prompt="", ends=_leads_away)

    def goes_on(self, blocks: Sequence[Block], enter: str) -> bool:
        """Shows blocks as `pause` does, with b for back. Says whether the person goes on."""
        typed = self.ask(blocks, WITH_BACK, enter=enter, prompt="", ends=_leads_away_or_back)
        return command_in(typed) is not Command.BACK

    def choose(
        self,
        blocks: Sequence[Block],
        options: Sequence[str],
        keys: Keys = MORE,
        *,
        default: int = 0,
        heads: Mapping[int, str] = _NO_HEADS,
        say: str = "",
        reads_on: bool = False,
    ) -> int:
        """Shows blocks with options under them, and returns the number of the one that is chosen; 0 for going back.

        Args:
            blocks: what stands above the options.
            options: what may be chosen.
            keys: what else may be typed; where that is no b for back, 0 is never returned.
            default: the option that Enter chooses, which is marked; 0 where it chooses none.
            heads: what stands over some options, by their numbers.
            say: what there is to say about what was chosen before.
            reads_on: whether nothing but b may cut short what is read before the options.
        """
        gap = [Gap()] if blocks and 1 not in heads else []
        shown = [*blocks, *gap, *numbered(options, (default,), heads)]
        ends = _leads_away_or_back if reads_on else bool
        others = {*([Command.BACK] if keys == WITH_BACK else []), *([Command.KEEP] if default else [])}
        enter = f"Type a number, or press Enter for {default}." if default else "Type a number."
        chosen = choose(lambda say: self.ask(shown, keys, say, enter, ends=ends), options, others, say=say)
        if isinstance(chosen, Command):
            return 0 if chosen is Command.BACK else default
        return chosen[0]

    def notice(self, concern: Concern) -> Page:
        """Returns the notice about a concern, for the country that is known of."""

        return notice_page(self.words, concern, self._lines, self._country)

    @cached_property
    def _lines(self) -> HelpLines:

        return help_lines(shipped_folder())

    def help(self) -> None:
        """Shows who to call, for the country that is typed if any is, until Enter leads back."""

        say, place = "", 0
        footer = Keys(_WHICH_COUNTRY, (("?", "keys"), ("x", "leave")))
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
            unread = _KEYS_SAY if command_in(typed) is Command.WHY else _UNKNOWN
            say, place = ("", 0) if country else (unread, self._terminal.place)


def numbered(
    options: Sequence[str], marked: Container[int] = (), heads: Mapping[int, str] = _NO_HEADS
) -> Iterator[Block]:
    """Yields options with the numbers to type for them, some marked, and some with a heading over them."""
    for number, text in enumerate(options, 1):
        if number in heads:
            yield Heading(heads[number], level=2)
        yield Numbered(number, text, marked=number in marked)


def choose(
    ask: Callable[[str], str],
    options: Sequence[str],
    others: Container[Command] = (),
    *,
    most: int = 1,
    say: str = "",
) -> tuple[int, ...] | Command:
    """Asks until something that may be typed is typed, and returns that: numbers from 1 on, or another command.

    Args:
        ask: asks once, given what there is to say about the line before.
        options: what may be chosen, by number or by the words that one begins with.
        others: the commands that may be typed, too; KEEP is Enter alone.
        most: how many may be chosen at once; they are returned as they were typed.
        say: what there is to say at first.
    """
    some = f", at most {most} of them" if most < len(options) else ""
    several = f"Type numbers from 1 to {len(options)}{some}."
    error = f"Error: {several if most > 1 else type_a_number(len(options))}"
    while True:
        typed = ask(say)
        command = command_in(typed)
        if command in others:
            assert command is not None
            return command
        by_words = choice_in(typed, options)
        numbers = numbers_in(typed, len(options)) or ((by_words,) if by_words else ())
        if 0 < len(numbers) <= most:
            return numbers
        say = error
