"""The end of a run: results page by page, what to take along, and the menu."""

from dataclasses import replace
from enum import StrEnum

from stuckpoint.blocks import Block, Heading, Numbered, Page, Paragraph
from stuckpoint.commands import Command, command_in, is_number
from stuckpoint.errors import LeftInWords
from stuckpoint.explanations import what_now_page
from stuckpoint.keeping import Kept
from stuckpoint.model import Bank, Responses, Track
from stuckpoint.pages import Booklet, booklet
from stuckpoint.picks import Picks
from stuckpoint.report_partner import wishes
from stuckpoint.results import Outcome, Results, results
from stuckpoint.safety import ON_FILE, Light
from stuckpoint.saving import Saving
from stuckpoint.scoring import findings
from stuckpoint.sheet import Sheet
from stuckpoint.taking_along import TakingAlong
from stuckpoint.talk import Talk
from stuckpoint.terminal import Terminal
from stuckpoint.working import working_page

_NOTHING_PICKED = Picks()
_GOOD_NEWS = (Outcome.MOVING, Outcome.TOO_SOON)


class _Entry(StrEnum):
    """What the menu offers."""

    RESULTS = "Read the results again"
    NEXT = "Read what comes next: when to stay, change or stop"
    WORKING = "See how the scores were made"
    ANSWERS = "Look at your answers, or change one"
    PICK = "Choose what to take along"
    REPORT = "Write a report for you"
    THERAPIST = "Write a page for a therapist"
    PARTNER = "Write a page for your partner"
    KEEP = "Keep your answers in a file"
    PRINT = "Print the results in this window, where they stay"
    FINISH = "Finish and clear"


class Ending:
    """What follows the last answer. The menu is the same for everyone, whatever was answered or said."""

    def __init__(
        self, bank: Bank, terminal: Terminal, talk: Talk, saving: Saving, light: Light, show_working: bool
    ) -> None:
        self._bank = bank
        self._terminal = terminal
        self._talk = talk
        self._saving = saving
        self._light = light
        self._show_working = show_working
        self._taking_along = TakingAlong(bank, talk, light)
        self._chosen: Picks | None = None
        self._picks: Picks | None = None  # what of it is still offered
        self._told: Responses = {}

    def take_to_the_end(self, sheet: Sheet) -> Sheet | None:
        """Shows results and the menu. Returns the sheet when an answer is to be changed, None when finished."""
        self._leave_behind(sheet)
        self._before_results()
        while True:
            if self._read(self._booklet(sheet, self._light)) and self._picks is None:
                self._choose(sheet)
            chosen = self._menu(sheet)
            while chosen is _Entry.FINISH and not self._saving.write_targets(self._kept(sheet)):
                chosen = self._menu(sheet)
            if chosen is not _Entry.RESULTS:
                return sheet if chosen is _Entry.ANSWERS else None

    def _read(self, book: Booklet) -> bool:
        """Shows page one and, by number, everything else. Returns False when the menu is asked for before the end."""
        if book.alert:
            self._talk.pause(book.alert.whole(), "Press Enter for the rest.")
        number, say, last = 0, "", len(book.pages)  # 0 is page one, and the others are known by their numbers
        while True:
            page = book.pages[number - 1] if number else book.front
            enter = "Press Enter to read on." if number < last else "Press Enter to go on."
            back = "b page one, " if number else ""
            footer = f"Or type 1 to {last}, {back}m menu, h help, x leave."
            typed = self._talk.ask(page.whole(), footer, say, enter=enter)
            say = ""
            if is_number(typed, last):
                number = int(typed)
            elif not typed and number < last:
                number += 1
            elif not typed or typed.lower() in ("m", "menu"):
                return not typed
            elif command_in(typed) is Command.BACK:
                number = 0
            else:
                say = f"Error: Type a number from 1 to {last}, m or x."

    def _before_results(self) -> None:
        """Says once more who to call, and in which light to read, where something was said about safety or left out."""
        light, words = self._light, self._talk.words
        if light == Light(leaves_out_control=False):
            return
        told = (words.before_results, *([words.in_this_light] if light.leaves_out_control else []))
        self._talk.pause([Paragraph(text) for text in told], "Press Enter to see the results.")

    def _choose(self, sheet: Sheet) -> None:
        kept = self._kept(sheet)
        self._chosen = self._picks = self._taking_along.choose(self._results(sheet, self._light).shown, kept)

    def _menu(self, sheet: Sheet) -> _Entry:
        """Offers what can be done at the end, until it is something that leads away from here."""
        entries = _entries(sheet.here)
        blocks: list[Block] = [Heading("What now?")]
        for number, entry in enumerate(entries, 1):
            finish = entry is _Entry.FINISH and not self._terminal.full
            blocks.append(Numbered(number, "Finish" if finish else entry))
        say = ""
        while True:
            typed = self._talk.ask(blocks, "Type a number. Or type h help, x leave.", say)
            say = "" if is_number(typed, len(entries)) else f"Error: Type a number from 1 to {len(entries)}."
            if say:
                continue
            chosen = entries[int(typed) - 1]
            if chosen in (_Entry.RESULTS, _Entry.ANSWERS, _Entry.FINISH):
                return chosen
            self._do(chosen, sheet)

    def _do(self, entry: _Entry, sheet: Sheet) -> None:
        match entry:
            case _Entry.NEXT:
                self._show(what_now_page(self._bank.what_now))
            case _Entry.WORKING:
                found = findings(self._bank, sheet.track, sheet.responses, private=True)
                self._show(working_page(self._bank, found))
            case _Entry.PICK:
                self._choose(sheet)
            case _Entry.REPORT:
                self._saving.report(self._kept(sheet))
            case _Entry.THERAPIST:
                self._saving.therapist_page(self._kept(sheet))
            case _Entry.PARTNER:
                self._saving.partner_page(sheet.here)
            case _Entry.KEEP:
                self._saving.answers(self._kept(sheet))
            case _:
                self._print(sheet)

    def _show(self, page: Page) -> None:
        self._talk.pause(page.whole(), "Press Enter to go back.")

    def _print(self, sheet: Sheet) -> None:
        """Prints what may stay in the window: the same whatever was said about safety or answered in private."""
        told = self._kept(sheet).without_private(self._bank)
        book = self._booklet(replace(sheet, responses=told.responses), ON_FILE, told.picks)
        pages = list(book.everything())
        if command_in(self._terminal.print_on(pages)) is Command.LEAVE:
            raise LeftInWords

    def _kept(self, sheet: Sheet) -> Kept:
        return Kept(track=sheet.track, responses=sheet.responses, picks=self._picks or _NOTHING_PICKED)

    def _leave_behind(self, sheet: Sheet) -> None:
        """Takes along no pick that changed answers have left on no screen; with the answers it comes back.

        Changed private answers alone change no pick: what others are to read may depend on none of them.
        """
        told = self._kept(sheet).without_private(self._bank).responses
        if self._chosen is not None and told != self._told:
            kept = replace(self._kept(sheet), picks=self._chosen)
            self._picks = self._taking_along.offered(self._results(sheet, self._light).shown, kept)
        self._told = told

    def _results(self, sheet: Sheet, light: Light) -> Results:
        found = findings(self._bank, sheet.track, sheet.responses, private=True)
        made = results(self._bank, found, sheet.responses, light)
        sober = self._talk.words.sober_card(light)
        return replace(made, card=sober) if sober and made.outcome in _GOOD_NEWS else made

    def _booklet(self, sheet: Sheet, light: Light, picks: Picks = _NOTHING_PICKED) -> Booklet:
        made = self._results(sheet, light)
        working = working_page(self._bank, made.findings) if self._show_working else None
        return booklet(self._bank, made, working, picks)


def _entries(track: Track) -> tuple[_Entry, ...]:
    """Returns what the menu of a track offers."""
    has_page = track.partner_page is not None and bool(wishes(track))
    return tuple(entry for entry in _Entry if entry is not _Entry.PARTNER or has_page)
