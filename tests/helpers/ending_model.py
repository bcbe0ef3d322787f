"""What a quiz should hold after what was typed at its menu: what is read again, and the files that are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from quiz_model import OVER, Run, choice, letter, numbers
from reading_model import Reading, text_of

from stuckpoint.bank.safety import ON_FILE
from stuckpoint.blocks import Page
from stuckpoint.engine import Kept, findings, results
from stuckpoint.errors import CannotWrite
from stuckpoint.loading.responses import responses_file
from stuckpoint.pages.booklet import booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.explanations import what_now_page
from stuckpoint.pages.forms import Form, Reader, form_of, page_in, report_pages
from stuckpoint.pages.partner_page import page_for_partner, wishes
from stuckpoint.terminal.drawing import as_text

_LONGEST_NAME = 255  # bytes
_TEXTS = {
    "read": "Read the results again",
    "next": "Read what comes next",
    "working": "See how the scores were made",
    "check": "Look at your answers, or change one",
    "pick": "Choose what to take along",
    "report": "Write a report for you",
    "therapist": "Write a page for a therapist",
    "partner": "Write a page for your partner",
    "keep": "Keep your answers in a file",
    "print": "Print the results in this window, where they stay",
    "finish": "Finish",
}
_NAMES = {"report": "notes", "therapist": "draft", "partner": "page", "keep": "list"}
MENU = (*_TEXTS,)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A file that is asked for: what it is, what it holds, and whether the quiz is over with it."""

    what: str
    ending: str = ".md"
    name: str = ""
    finishing: bool = False


class Model(Reading):
    """A quiz from the welcome to its end.

    Attributes:
        files: the files that were written and not deleted again, by name.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.files: dict[str, str] = {}
        self._errand = Errand(what="")
        self._told: Kept | None = None
        self._wishes: tuple[str, ...] = ()
        self._due = {what: name for what, name in (("report", run.report), ("keep", run.keep)) if name}
        self._last = ""
        self._typed = ""
        self._has_printed = False
        self.screens |= {
            "menu": self._menu,
            "next": lambda _: "menu",
            "working": lambda _: "menu",
            "before print": lambda line: "menu" if letter(line) == "b" else self._print(),
            "printed": lambda _: "menu",
            "private": self._private,
            "partner": self._partner,
            "better not": lambda _: "menu",
            "wishes": self._wish,
            "name": self._name,
            "number": self._number,
            "view": lambda _: "name",
            "done": self._done,
            "deleted": lambda _: self._went_well(),
        }
        self.texts |= {
            "menu": lambda: ["What now?", "Read", "Write", "Leave", f"{len(self.entries)} {self._finish_text()}"],
            "next": lambda: [what_now_page(self.run.bank.what_now).title, "Press Enter to go back."],
            "working": self._shows_working,
            "before print": lambda: ["Before you print", "Press Enter to print."],
            "printed": self._printed,
            "private": lambda: ["Some questions were only for you."],
            "partner": lambda: ["Would anything bad happen if they read this"],
            "better not": lambda: ["Then it is better not to make it."],
            "wishes": lambda: ["Which of these do you want to say?", *wishes(self.track)],
            "name": lambda: ["What shall it be called?", f"Press Enter for {self.free_name}."],
            "view": lambda: ["Press Enter to go back."],
            "number": lambda: ["A number is a name, too.", "1 Choose another name"],
            "done": lambda: ["Done", "It is in"],
            "deleted": lambda: ["It is deleted."],
        }

    @property
    def entries(self) -> list[str]:
        """Returns what the menu offers."""
        has_page = self.track.partner_page is not None and wishes(self.track)
        return [entry for entry in MENU if entry != "partner" or has_page]

    def _menu(self, line: str) -> str:
        texts = [self._finish_text() if entry == "finish" else _TEXTS[entry] for entry in self.entries]
        chosen = choice(line, texts) if line else 1
        match self.entries[chosen - 1] if chosen else "":
            case "":
                return self.wrong()
            case "read":
                return self.first_page()
            case "pick":
                return self.take_along()
            case "print":
                return "before print" if self.run.full else "menu"
            case "finish":
                return self._finish()
            case "report" | "therapist" | "partner" | "keep" as what:
                return self._errand_for(Errand(what=what, ending=".yaml" if what == "keep" else ".md"))
            case entry:
                return entry

    def _finish_text(self) -> str:
        if self._has_printed:
            return "Finish. What you printed stays in this window"
        return "Finish and clear" if self.run.full else "Finish"

    def _print(self) -> str:
        self._has_printed = True
        return "printed"

    def _finish(self) -> str:
        for what, name in self._due.items():
            return self._errand_for(
                Errand(what=what, ending=".yaml" if what == "keep" else ".md", name=name, finishing=True)
            )
        return OVER

    def _errand_for(self, errand: Errand) -> str:
        self._errand, self._told = errand, self.kept()
        if errand.what == "partner":
            return "partner"
        private = any(item.private for item in (*self.track.context, *self.track.items))
        if errand.what != "therapist" and private:
            return "private"
        return self._to_name()

    def _to_name(self) -> str:
        return self._write(self._errand.name) if self._errand.name else "name"

    def _private(self, line: str) -> str:
        if letter(line) == "b":
            return "menu"
        chosen = choice(line, ("No, leave them out", "Yes, put them in")) if line else 1
        if not chosen:
            return self.wrong()
        if chosen == 1:
            assert self._told is not None
            self._told = self._told.without_private(self.run.bank)
        return self._to_name()

    def _partner(self, line: str) -> str:
        if letter(line) == "b":
            return "menu"
        chosen = choice(line, ("Yes, it might", "I am not sure", "No"))
        return ("better not", "better not", "wishes")[chosen - 1] if chosen else self.wrong()

    def _wish(self, line: str) -> str:
        offered = wishes(self.track)
        if letter(line) == "b":
            return "menu"
        chosen = numbers(line, len(offered))
        if line and not chosen:
            return self.wrong()
        self._wishes = tuple(offered[one - 1] for one in chosen)
        return "name"

    @property
    def free_name(self) -> str:
        """Returns the name that Enter stands for."""
        stem = _NAMES[self._errand.what]
        names = (f"{stem}{'' if one == 1 else f'-{one}'}{self._errand.ending}" for one in count(1))
        return next(name for name in names if name not in self.files)

    def _name(self, line: str) -> str:
        if letter(line) == "b":
            return "menu"
        if letter(line) in ("v", "view"):
            return "view"
        self._typed = line or self.free_name
        return "number" if self._typed.isdecimal() else self._write(self._typed)

    def _number(self, line: str) -> str:
        if letter(line) == "b":
            return "name"
        chosen = choice(line, ("Choose another name", "Write it"))
        if not chosen:
            return self.wrong()
        return "name" if chosen == 1 else self._write(self._typed)

    def _write(self, name: str) -> str:
        self.at = "name"
        if name in (".", "..", "~") or "/" in name or name in self.files or len(name.encode()) > _LONGEST_NAME:
            return self.wrong()
        try:
            self.files[name] = self._text(name)
        except CannotWrite:
            return self.wrong()
        self._last = name
        return "done"

    def _text(self, name: str) -> str:
        assert self._told is not None
        bank = self.run.bank
        if self._errand.what == "keep":
            return responses_file(bank, self._told)
        form = form_of(name)
        pages = tuple(self._pages())
        return as_text(pages) if form is Form.TEXT else page_in(form, bank.language, *pages)

    def _pages(self) -> Iterator[Page]:
        """Yields the pages of the file that is asked for."""
        if self._errand.what == "partner":
            assert self.track.partner_page is not None
            yield page_for_partner(self.track.partner_page, self._wishes)
            return
        assert self._told is not None
        reader = Reader.SELF if self._errand.what == "report" else Reader.THERAPIST
        yield from report_pages(self.run.bank, self._told, Form.MARKDOWN, reader, show_working=self.run.working)

    def _done(self, line: str) -> str:
        if letter(line) in ("d", "delete"):
            del self.files[self._last]
            return "deleted"
        return self._went_well()

    def _went_well(self) -> str:
        if not self._errand.finishing:
            return "menu"
        del self._due[self._errand.what]
        return self._finish()

    # ---- what is shown

    def _shows_working(self) -> list[str]:
        found = findings(self.run.bank, self.track.id, self.responses, private=True)
        page = working_page(self.run.bank, found, self._stage)
        return [page.title, text_of(page, full=self.run.full)]

    def _printed(self) -> list[str]:
        """Returns what is printed: the same whatever was said about safety or answered in private."""
        told = self.kept().without_private(self.run.bank)
        found = findings(self.run.bank, self.track.id, told.responses, private=True)
        made = results(self.run.bank, found, told.responses, ON_FILE)
        working = working_page(self.run.bank, found, made.circumstances.stage) if self.run.working else None
        return [
            "Press Enter to go back to the quiz.",
            text_of(*booklet(self.run.bank, made, working, told.picks).everything()),
        ]
