"""One run, as the person meets it: welcome, track, safety, questions, checking; `ending` has the rest."""

from dataclasses import replace
from typing import TYPE_CHECKING

from stuckpoint.asking import Misread, in_words, keys, question, read, where, why
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.commands import Command, command_in, is_number
from stuckpoint.errors import Left, LeftInWords
from stuckpoint.length import Length
from stuckpoint.model import Bank, Item, Response, TrackId
from stuckpoint.results import circumstances
from stuckpoint.safety import Light
from stuckpoint.safety_asking import SafetyPart
from stuckpoint.sheet import Sheet
from stuckpoint.talk import Talk
from stuckpoint.terminal import Terminal
from stuckpoint.welcome import choose_track, warn_of_places, welcome
from stuckpoint.writing import NO_TARGETS, Targets

if TYPE_CHECKING:
    from stuckpoint.ending import Ending
    from stuckpoint.saving import Saving

# As little as will do: others may look at the window by then.
_NO_FILE = "No file was written.\n"


class Quiz:
    """A run of the quiz on a terminal."""

    def __init__(
        self,
        bank: Bank,
        terminal: Terminal,
        *,
        length: Length,
        show_working: bool,
        targets: Targets = NO_TARGETS,
        country: str | None = None,
        date: str = "",
    ) -> None:
        self._bank = bank
        self._terminal = terminal
        self._length = length
        self._show_working = show_working
        self._talk = Talk(terminal, country)
        self._may_ask_private = True
        self._targets = targets
        self._date = date
        self._saving: Saving | None = None

    def run(self, track: TrackId | None) -> str:
        """Takes the person from welcome to the end, until they finish or leave.

        Returns what there is to say once the window is put back: that no file was written, to those who asked for
        one beforehand and typed that they leave. After Ctrl-C and the like, nothing is said.
        """
        try:
            welcome(self._bank, self._talk, self._length, full=self._terminal.full)
            warn_of_places(self._talk, self._targets)
            sheet = Sheet(bank=self._bank, track=track or choose_track(self._bank, self._talk), length=self._length)
            if sheet.here.welcome:
                self._talk.pause([Paragraph(text) for text in sheet.here.welcome], "Press Enter to go on.")
            safety = SafetyPart(self._talk)
            close = safety.about_people_close()
            light = safety.light(sheet.track, about_people_close=close)
            self._may_ask_private = close
            sheet = replace(sheet, private_left_out=not close)
            checked: Sheet | None = self._check(self._ask_all(sheet))
            ending = self._ending(light)
            while checked:
                changing = ending.take_to_the_end(checked)
                checked = self._check(changing) if changing else None
        except LeftInWords:
            self._terminal.end_line()
            has_written = self._saving is not None and self._saving.has_written
            return "" if self._targets == NO_TARGETS or has_written else _NO_FILE
        except (Left, KeyboardInterrupt):
            self._terminal.end_line()
        return ""

    def _ending(self, light: Light) -> "Ending":
        # What only the end needs would keep the first screen waiting.
        from stuckpoint.ending import Ending
        from stuckpoint.saving import Saving

        self._saving = Saving(self._bank, self._talk, self._targets, self._date, show_working=self._show_working)
        return Ending(self._bank, self._terminal, self._talk, self._saving, light, self._show_working)

    def _ask_all(self, sheet: Sheet) -> Sheet:
        """Asks until nothing is left to ask; `b` goes back one question at a time."""
        position = len(sheet.walked())
        while True:
            walked, upcoming = sheet.walked(), sheet.upcoming()
            item = walked[position] if position < len(walked) else upcoming
            if item is None:
                return sheet
            answer = self._ask_item(sheet, item, position, is_first=position == 0)
            if answer is Command.SKIP_PART:
                sheet = replace(sheet, private_left_out=True)
                position = len(sheet.walked())
            elif isinstance(answer, Command):
                position = max(0, position - 1)
            else:
                sheet, position = sheet.answer(item, answer), position + 1

    def _ask_item(self, sheet: Sheet, item: Item, position: int, *, is_first: bool = False) -> Response | Command:
        """Asks one item until it is answered or skipped; or BACK, except from the first, or SKIP_PART."""
        track, earlier = sheet.here, sheet.earlier(item)
        place, intro = where(sheet, item, position, bar=self._terminal.full)
        ended = circumstances(track, sheet.responses).ended
        blocks = question(item, place=place, intro=intro, ended=ended, earlier=earlier)
        say = ""
        while True:
            reading = read(item, self._talk.ask(blocks, keys(item), say), has_earlier=earlier is not None)
            match reading:
                case Misread(text):
                    say = f"Error: {text}"
                case Command.WHY:
                    say = f"Why we ask: {why(item, track.reasons)}"
                case Command.BACK if is_first:
                    say = "This is the first question."
                case Command.BACK | Command.SKIP_PART:
                    return reading
                case Command.SKIP:
                    return ()
                case Command():
                    return earlier or ()
                case chosen:
                    return chosen

    def _check(self, sheet: Sheet) -> Sheet:
        """Lists all answers and lets each be changed."""
        say = ""
        while True:
            walked = sheet.walked()
            ended = circumstances(sheet.here, sheet.responses).ended
            blocks: list[Block] = [Heading("Check your answers")]
            for number, item in enumerate(walked, 1):
                response = sheet.responses[item.id]
                said = "answered" if item.private and response else in_words(item, response)
                blocks.append(Numbered(number, item.asked_as(ended=ended), f"Your answer: {said}"))
            # Whoever typed p by mistake finds the way back here.
            left_out = (
                sheet.private_left_out and self._may_ask_private and any(item.private for item in sheet.here.items)
            )
            again = "p the part that is only for you, " if left_out else ""
            footer = f"Type a number to change that answer. Or type {again}b back, h help, x leave."
            typed = self._talk.ask(blocks, footer, say, enter="Press Enter to see the results.")
            if not typed:
                return sheet
            if left_out and command_in(typed) is Command.SKIP_PART:
                sheet = self._ask_all(replace(sheet, private_left_out=False))
                continue
            if command_in(typed) is Command.BACK:
                typed = str(len(walked))
            say = f"Error: Type a number from 1 to {len(walked)}, or press Enter."
            if is_number(typed, len(walked)):
                item = walked[int(typed) - 1]
                answer = self._ask_item(sheet, item, int(typed) - 1)
                say = ""
                if answer is Command.SKIP_PART:
                    sheet = sheet.without_private()
                elif not isinstance(answer, Command):
                    # A changed answer can open questions that were not asked before.
                    sheet = self._ask_all(sheet.answer(item, answer))
