"""One run, as the person meets it: welcome, track, questions, checking, results, menu. Writes no file."""

from dataclasses import replace

from stuckpoint.asking import Command, Misread, command_in, in_words, is_number, keys, question, read, where, why
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.errors import Left
from stuckpoint.explanations import what_now_page
from stuckpoint.model import Bank, Item, Response, TrackId
from stuckpoint.pages import Booklet, booklet
from stuckpoint.results import circumstances, results
from stuckpoint.safety import ON_FILE, Light
from stuckpoint.safety_asking import SafetyPart
from stuckpoint.scoring import findings
from stuckpoint.session import Length
from stuckpoint.sheet import Sheet
from stuckpoint.talk import Talk
from stuckpoint.terminal import Terminal
from stuckpoint.welcome import choose_track, welcome
from stuckpoint.working import working_page


class Quiz:
    """A run of the quiz on a terminal."""

    def __init__(
        self, bank: Bank, terminal: Terminal, *, length: Length, show_working: bool, country: str | None = None
    ) -> None:
        self._bank = bank
        self._terminal = terminal
        self._length = length
        self._show_working = show_working
        self._talk = Talk(terminal, country)
        self._light = ON_FILE

    def run(self, track: TrackId | None) -> None:
        """Takes the person from welcome to the end. Returns when they finish or leave."""
        try:
            welcome(self._bank, self._talk, self._length, full=self._terminal.full)
            sheet = Sheet(bank=self._bank, track=track or choose_track(self._bank, self._talk), length=self._length)
            if sheet.here.welcome:
                self._talk.pause([Paragraph(text) for text in sheet.here.welcome], "Press Enter to go on.")
            safety = SafetyPart(self._talk)
            close = safety.about_people_close()
            self._light = safety.light(sheet.track, about_people_close=close)
            sheet = replace(sheet, private_left_out=not close)
            self._read_results(self._check(self._ask_all(sheet)))
        except (Left, KeyboardInterrupt):
            self._terminal.end_line()

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
            footer = "Type a number to change that answer."
            typed = self._talk.ask(blocks, footer, say, enter="Press Enter to see the results.")
            if not typed:
                return sheet
            if command_in(typed) is Command.BACK:
                typed = str(len(walked))
            say = f"Error: type a number from 1 to {len(walked)}, or press Enter."
            if is_number(typed, len(walked)):
                item = walked[int(typed) - 1]
                answer = self._ask_item(sheet, item, int(typed) - 1)
                say = ""
                if answer is Command.SKIP_PART:
                    sheet = sheet.without_private()
                elif not isinstance(answer, Command):
                    # A changed answer can open questions that were not asked before.
                    sheet = self._ask_all(sheet.answer(item, answer))

    def _read_results(self, sheet: Sheet) -> None:
        """Shows page one and, by number, everything else, then the menu."""
        self._before_results()
        book = self._booklet(sheet, self._light)
        self._alert(book)
        number, say = 0, ""  # 0 is page one, and the others are known by their numbers
        while True:
            last = len(book.pages)
            page = book.pages[number - 1] if number else book.front
            enter = "Press Enter to read on." if number < last else "Press Enter for the menu."
            back = "b page one, " if number else ""
            footer = f"Or type 1 to {last}, {back}m menu, h help, x leave."
            typed = self._talk.ask(page.whole(), footer, say, enter=enter)
            say = ""
            if is_number(typed, last):
                number = int(typed)
            elif not typed and number < last:
                number += 1
            elif not typed or typed.lower() in ("m", "menu"):
                changed = self._menu(sheet)
                if changed is None:
                    return
                sheet, book, number = changed, self._booklet(changed, self._light), 0
                self._alert(book)
            elif command_in(typed) is Command.BACK:
                number = 0
            else:
                say = f"Error: type a number from 1 to {last}, m or x."

    def _before_results(self) -> None:
        """Says once more who to call, and in which light to read, where something was said about safety or left out."""
        light, words = self._light, self._talk.words
        if light == Light(leaves_out_control=False):
            return
        told = (words.before_results, *([words.in_this_light] if light.leaves_out_control else []))
        self._talk.pause([Paragraph(text) for text in told], "Press Enter to see the results.")

    def _alert(self, book: Booklet) -> None:
        """Shows the card that comes before everything else, where there is one."""
        if book.alert:
            self._talk.pause(book.alert.whole(), "Press Enter for the rest.")

    def _menu(self, sheet: Sheet) -> Sheet | None:
        """Offers what can be done at the end. Returns the sheet to show results for, or None when finished."""
        entries = (
            "Read the results again",
            "Read what comes next: when to stay, change or stop",
            "See how the scores were made",
            "Look at your answers, or change one",
            "Print the results in this window, where they stay",
            "Finish and clear" if self._terminal.full else "Finish",
        )
        blocks: list[Block] = [Heading("What now?")]
        blocks.extend(Numbered(number, text) for number, text in enumerate(entries, 1))
        say = ""
        while True:
            typed = self._talk.ask(blocks, "Type a number.", say)
            say = ""
            match typed:
                case "1":
                    return sheet
                case "2":
                    self._talk.pause(what_now_page(self._bank.what_now).whole(), "Press Enter to go back.")
                case "3":
                    found = findings(self._bank, sheet.track, sheet.responses, private=True)
                    self._talk.pause(working_page(self._bank, found).whole(), "Press Enter to go back.")
                case "4":
                    return self._check(sheet)
                case "5":
                    pages = list(self._to_print(sheet).everything())
                    if command_in(self._terminal.print_on(pages)) is Command.LEAVE:
                        raise Left
                case "6":
                    return None
                case _:
                    say = f"Error: type a number from 1 to {len(entries)}."

    def _booklet(self, sheet: Sheet, light: Light) -> Booklet:
        found = findings(self._bank, sheet.track, sheet.responses, private=True)
        working = working_page(self._bank, found) if self._show_working else None
        return booklet(self._bank, results(self._bank, found, sheet.responses, light), working)

    def _to_print(self, sheet: Sheet) -> Booklet:
        """Returns what may stay in the window: the same whatever was said about safety or answered in private."""
        kept = sheet.without_private().responses
        found = findings(self._bank, sheet.track, kept, private=False)
        working = working_page(self._bank, found) if self._show_working else None
        return booklet(self._bank, results(self._bank, found, kept, ON_FILE), working)
