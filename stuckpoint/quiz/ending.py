"""The end of a run: results page by page, what to take along, and the menu."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, StrEnum, auto

from stuckpoint.bank import Bank, Light, Track
from stuckpoint.bank.safety import ON_FILE
from stuckpoint.blocks import Block, Heading, Page, Paragraph
from stuckpoint.engine import Kept, Picks, Results, Sheet, findings, results
from stuckpoint.engine.answers import offered
from stuckpoint.engine.results import circumstances
from stuckpoint.errors import LeftInWords
from stuckpoint.pages.booklet import Booklet, booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.explanations import what_now_page
from stuckpoint.pages.partner_page import wishes
from stuckpoint.quiz.commands import Command, command_in, number_in
from stuckpoint.quiz.saving import Saving
from stuckpoint.quiz.taking_along import TakingAlong
from stuckpoint.quiz.talk import Talk, keys_with
from stuckpoint.terminal.terminal import Terminal

_NOTHING_PICKED = Picks()
_TO_GO_BACK, _TO_PRINT = "Press Enter to go back.", "Press Enter to print."
_READING_KEYS = (
    "Enter goes on, and a number leads to what has that number on page one. 0 is page one, a is all of it at once, m "
    "is more about what is here. b goes back. t leads to what you take along, and on to the menu. h shows who to call. "
    "x leaves. Ctrl-C leaves at once, without Enter."
)
_BEFORE_PRINTING = (
    "Your results then stay in this window, and can be read here after you leave. Whoever comes to it can scroll up to "
    "them. What was private or about safety is not in them, so they can hold ideas that we left out on screen."
)


class _Entry(StrEnum):
    """What the menu offers."""

    RESULTS = "Read the results again"
    NEXT = "Read what comes next"
    WORKING = "See how the scores were made"
    ANSWERS = "Look at your answers, or change one"
    PICK = "Choose what to take along"
    REPORT = "Write a report for you"
    THERAPIST = "Write a page for a therapist"
    PARTNER = "Write a page for your partner"
    KEEP = "Keep your answers in a file"
    PRINT = "Print the results in this window, where they stay"
    FINISH = "Finish and clear"


_GROUPS = {_Entry.RESULTS: "Read", _Entry.PICK: "Write", _Entry.FINISH: "Leave"}  # by the first of each


class _Left(Enum):
    """How the results were left."""

    BACK = auto()
    TO_TAKE_ALONG = auto()
    AT_THE_END = auto()


class Ending:
    """What follows the last answer. The menu is the same for everyone, whatever was answered or said."""

    def __init__(
        self,
        bank: Bank,
        terminal: Terminal,
        talk: Talk,
        saving: Saving,
        light: Light,
        show_working: bool,
        moved: Callable[[Kept], Page | None] = lambda _: None,
    ) -> None:
        self._bank = bank
        self._terminal = terminal
        self._talk = talk
        self._saving = saving
        self._light = light
        self._show_working = show_working
        self._moved = moved
        self._taking_along = TakingAlong(bank, talk, light)
        self._has_chosen = False
        self._has_printed = False

    def take_to_the_end(self, sheet: Sheet) -> Sheet | None:
        """Shows results and the menu. Returns the sheet when an answer is to be changed, None when finished."""
        # The same for everyone: someone may be looking on.
        if not self._talk.goes_on([Paragraph(self._talk.words.before_results)], "Press Enter to go on."):
            return sheet
        while True:
            left = self._read(self._booklet(sheet, self._light))
            if left is _Left.BACK:
                return sheet
            if left is _Left.TO_TAKE_ALONG or not self._has_chosen:
                sheet, goes_on = self._choose(sheet)
                if not goes_on:
                    continue
            chosen, sheet = self._menu(sheet)
            while chosen is _Entry.FINISH and not self._saving.write_targets(self._kept(sheet)):
                chosen, sheet = self._menu(sheet)
            if chosen is not _Entry.RESULTS:
                return sheet if chosen is _Entry.ANSWERS else None

    def _read(self, book: Booklet) -> "_Left":
        """Shows page one, what Enter leads through, and by number everything else. Returns how the person left it."""
        if book.alert and not self._talk.goes_on(book.alert.whole(), "Press Enter for the rest."):
            return _Left.BACK
        screens, say, last = book.screens(), "", len(book.chapters)
        been, place = list[int](), 0
        while True:
            number, page = screens[place]
            following = [at for at in range(place + 1, len(screens)) if screens[at][0] in (number, *book.on_the_way)]
            typed = self._ask_where_to(book, number, page, say)
            say, to = "", None
            if (not typed and not following) or typed in ("t", "take along"):
                return _Left.TO_TAKE_ALONG if typed else _Left.AT_THE_END
            if typed in ("a", "all", "show all"):
                self._talk.goes_on([block for one in book.everything() for block in one.whole()], _TO_GO_BACK)
            elif number and book.chapters[number - 1].has_more and typed in ("m", "more"):
                self._show(book.chapters[number - 1].page)
            elif command_in(typed) is Command.BACK:
                if not been:
                    return _Left.BACK
                place = been.pop()
            elif not typed:
                to = following[0]
            elif number and typed in ("0", "page one"):
                been, place = [], 0
            elif chosen := number_in(typed, last):
                to = next(at for at, (one, _) in enumerate(screens) if one == chosen)
            else:
                say = f"Error: Type a number from {int(not number)} to {last}, or one of the keys below."
            if to is not None:
                been, place = [*been, place], to

    def _ask_where_to(self, book: Booklet, number: int, page: Page, say: str) -> str:
        """Shows one screen of the results; returns what was typed, in small letters."""
        if number:
            more = (("m", "more"),) if book.chapters[number - 1].has_more else ()
            footer = keys_with(*more, ("b", "back"))
        else:
            footer = keys_with(("t", "take along"), lead=f"Or 1-{len(book.chapters)},")
        return self._talk.ask(page.whole(), footer, say, enter="Press Enter to go on.", why=_READING_KEYS).casefold()

    def _choose(self, sheet: Sheet) -> tuple[Sheet, bool]:
        """Asks what to take along; returns the sheet with it, and whether the person goes on, or back."""
        kept, goes_on = self._taking_along.choose(self._kept(sheet))
        self._has_chosen = self._has_chosen or goes_on
        return replace(sheet, picks=kept.picks, private_picks=kept.private_picks), goes_on

    def _menu(self, sheet: Sheet) -> tuple[_Entry, Sheet]:
        """Offers what can be done at the end, until it is something that leads away from here.

        Returns what that is, and the sheet with what was picked meanwhile.
        """
        entries = _entries(sheet.here)
        while True:
            texts = [self._finish() if entry is _Entry.FINISH else str(entry) for entry in entries]
            heads = {entries.index(first) + 1: title for first, title in _GROUPS.items()}
            chosen = entries[self._talk.choose([Heading("What now?")], texts, default=1, heads=heads) - 1]
            if chosen in (_Entry.RESULTS, _Entry.ANSWERS, _Entry.FINISH):
                return chosen, sheet
            if chosen is _Entry.PICK:
                sheet, _ = self._choose(sheet)
            else:
                self._do(chosen, sheet)

    def _finish(self) -> str:
        """Returns what finishing does: the window is cleared, but for what was printed in it."""
        if not self._terminal.full:
            return "Finish"
        return "Finish. What you printed stays in this window" if self._has_printed else _Entry.FINISH

    def _do(self, entry: _Entry, sheet: Sheet) -> None:
        where = circumstances(sheet.here, sheet.responses)
        match entry:
            case _Entry.NEXT:
                self._show(what_now_page(self._bank.what_now, sheet.track, where.stage))
            case _Entry.WORKING:
                found = findings(self._bank, sheet.track, sheet.responses, private=True)
                self._show(working_page(self._bank, found, where.stage))
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
        self._talk.goes_on(page.whole(), _TO_GO_BACK)

    def _print(self, sheet: Sheet) -> None:
        """Prints what may stay in the window: the same whatever was said about safety or answered in private."""
        warning: list[Block] = [Heading("Before you print"), Paragraph(_BEFORE_PRINTING)]
        if self._terminal.full and not self._talk.goes_on(warning, _TO_PRINT):
            return
        self._has_printed = True
        told = self._kept(sheet).without_private(self._bank)
        book = self._booklet(replace(sheet, responses=told.responses), ON_FILE, told.picks)
        pages = list(book.everything())
        if command_in(self._terminal.print_on(pages)) is Command.LEAVE:
            raise LeftInWords

    def _kept(self, sheet: Sheet) -> Kept:
        """Returns what can be kept: the answers, and what was picked and is still offered."""
        kept = Kept(track=sheet.track, responses=sheet.responses, picks=sheet.picks, private_picks=sheet.private_picks)
        return offered(self._bank, kept).still(kept)

    def _results(self, sheet: Sheet, light: Light) -> Results:
        found = findings(self._bank, sheet.track, sheet.responses, private=True)
        return results(self._bank, found, sheet.responses, light)

    def _booklet(self, sheet: Sheet, light: Light, picks: Picks = _NOTHING_PICKED) -> Booklet:
        made = self._results(sheet, light)
        working = working_page(self._bank, made.findings, made.circumstances.stage) if self._show_working else None
        words = self._talk.words if light.on_screen else None
        return booklet(self._bank, made, working, picks, words, self._moved(self._kept(sheet)))


def _entries(track: Track) -> tuple[_Entry, ...]:
    """Returns what the menu of a track offers."""
    has_page = track.partner_page is not None and bool(wishes(track))
    return tuple(entry for entry in _Entry if entry is not _Entry.PARTNER or has_page)
