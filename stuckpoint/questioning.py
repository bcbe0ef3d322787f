"""The questions of a run, as the person meets them: one at a time, there and back, then all answers to check."""

from dataclasses import replace

from stuckpoint.asking import Misread, in_words, keys, question, read, where, why
from stuckpoint.blocks import Block, Heading, Numbered
from stuckpoint.commands import Command, command_in, is_number
from stuckpoint.model import Item, Response
from stuckpoint.results import circumstances
from stuckpoint.sheet import Sheet
from stuckpoint.talk import Talk


class Questioning:
    """Asks until nothing is left to ask, and lets every answer be changed."""

    def __init__(self, talk: Talk, *, bar: bool, may_ask_private: bool) -> None:
        """Makes what asks.

        Args:
            talk: where it is asked.
            bar: whether a bar shows how far one is.
            may_ask_private: whether the private part can be asked after all, where it was left out.
        """
        self._talk = talk
        self._bar = bar
        self._may_ask_private = may_ask_private

    def ask_all(self, sheet: Sheet) -> Sheet:
        """Asks until nothing is left to ask; `b` goes back one question at a time."""
        position = sheet.place()
        while position < len(items := sheet.in_order()):
            item = items[position]
            is_new = item.id not in sheet.responses
            answer = self._ask_item(sheet, item, position, is_first=position == 0)
            if answer is Command.SKIP_PART:
                sheet = replace(sheet, private_left_out=True)
                position = sheet.place()
            elif isinstance(answer, Command):
                position = max(0, position - 1)
            else:
                sheet = sheet.answer(item, answer)
                position = sheet.place() if is_new else position + 1
        return sheet

    def _ask_item(self, sheet: Sheet, item: Item, position: int, *, is_first: bool = False) -> Response | Command:
        """Asks one item until it is answered or skipped; or BACK, except from the first, or SKIP_PART."""
        track, earlier = sheet.here, sheet.earlier(item)
        place, intro = where(sheet, item, position, bar=self._bar)
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
                    say = "You cannot go back before this question."
                case Command.BACK | Command.SKIP_PART:
                    return reading
                case Command.SKIP:
                    return ()
                case Command():
                    return earlier or ()
                case chosen:
                    return chosen

    def check(self, sheet: Sheet) -> Sheet:
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
            left_out = bool(sheet.private_left_out and self._may_ask_private and sheet.here.private)
            again = "p the part that is only for you, " if left_out else ""
            footer = f"Type a number to change that answer. Or type {again}b back, h help, x leave."
            typed = self._talk.ask(blocks, footer, say, enter="Press Enter to see the results.")
            if not typed:
                return sheet
            if left_out and command_in(typed) is Command.SKIP_PART:
                sheet, say = self.ask_all(replace(sheet, private_left_out=False)), ""
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
                    sheet = self.ask_all(sheet.answer(item, answer))
