"""One run, as the person meets it: welcome, track, questions, checking, results, menu. Writes no file."""

from collections.abc import Sequence
from dataclasses import replace

from stuckpoint import INTENDED_USE
from stuckpoint.asking import Command, Misread, command_in, in_words, keys, question, read, where, why
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.errors import Left
from stuckpoint.explanations import what_now_page
from stuckpoint.loader import SHIPPED
from stuckpoint.model import Bank, Item, Response, TrackId
from stuckpoint.pages import Booklet, booklet
from stuckpoint.results import circumstances, results
from stuckpoint.safety import ON_FILE, Light
from stuckpoint.safety_asking import SafetyPart
from stuckpoint.scoring import findings
from stuckpoint.session import Length, at_most
from stuckpoint.sheet import Sheet
from stuckpoint.talk import Talk
from stuckpoint.terminal import Terminal
from stuckpoint.working import working_page

_MINUTES = 0.4  # to read and answer one question

_WELCOME = (
    INTENDED_USE,
    "It is for adults. It is not for emergencies. If you are in danger, or you may end your life, call your local "
    "emergency number now. You can also find a helpline for your country at findahelpline.com.",
)
_PRIVACY = (
    "Nothing you answer leaves this computer, and no file is written.",
    "Does someone check this device? If so, use one that they cannot reach.",
)
_WELCOME_FULL = "To leave at once, press Ctrl-C. The window is cleared when you leave."
_WELCOME_PLAIN = "To leave at once, press Ctrl-C. What you read and type stays in this window until you close it."


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
            self._welcome()
            sheet = Sheet(bank=self._bank, track=track or self._choose_track(), length=self._length)
            self._welcome_to(sheet.here.welcome)
            safety = SafetyPart(self._talk)
            close = safety.about_people_close()
            self._light = safety.light(sheet.track, about_people_close=close)
            sheet = replace(sheet, private_left_out=not close)
            self._read_results(self._check(self._ask_all(sheet)))
        except (Left, KeyboardInterrupt):
            self._terminal.end_line()

    def _welcome(self) -> None:
        most = max(at_most(track, self._length) for track in self._bank.tracks.values())
        how_long = (
            f"It asks at most {most} questions, which takes about {max(1, round(most * _MINUTES))} minutes. "
            "You can skip any question and stop at any time."
        )
        blocks: list[Block] = [Heading("stuckpoint"), *(Paragraph(text) for text in (*_WELCOME, how_long, *_PRIVACY))]
        blocks.append(Paragraph(_WELCOME_FULL if self._terminal.full else _WELCOME_PLAIN))
        if self._bank.added:
            names = ", ".join(self._bank.added)
            which = "Some of these" if self._bank.id == SHIPPED else "These"
            text = f"{which} questions are not stuckpoint's own: {names}. We have not checked them."
            blocks.append(Paragraph(text))
        self._talk.pause(blocks, "Press Enter to begin.")

    def _welcome_to(self, paragraphs: Sequence[str]) -> None:
        if paragraphs:
            self._talk.pause([Paragraph(text) for text in paragraphs], "Press Enter to go on.")

    def _choose_track(self) -> TrackId:
        tracks = sorted(self._bank.tracks.values(), key=lambda track: not track.items)
        if len(tracks) == 1:
            return tracks[0].id
        blocks: list[Block] = [Heading("Which therapy is this about?")]
        for number, track in enumerate(tracks, 1):
            soon = "" if track.items else " (there are no questions for this yet)"
            blocks.append(Numbered(number, track.name + soon))
        say = ""
        while True:
            typed = self._talk.ask(blocks, "Type a number. Or type h help, x leave.", say)
            chosen = tracks[int(typed) - 1] if _number(typed, len(tracks)) else None
            if chosen is not None and chosen.items:
                return chosen.id
            say = f"Error: type a number from 1 to {len(tracks)}."
            if chosen is not None:
                say = f"Error: There are no questions for '{chosen.name}' yet. Choose another, or type x to leave."

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
            if _number(typed, len(walked)):
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
            if _number(typed, last):
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


def _number(typed: str, highest: int) -> bool:
    return typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= highest
