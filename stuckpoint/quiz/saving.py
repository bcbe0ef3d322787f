"""Asks for a file's name and writes it: a report, a page, or the answers. The only writing that the quiz does."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from stuckpoint.bank import Bank, Track
from stuckpoint.blocks import Block, Gap, Heading, Page, Paragraph, one_after_another
from stuckpoint.engine import Kept
from stuckpoint.engine.change import Changes
from stuckpoint.errors import CannotWrite, Left
from stuckpoint.loading.responses import responses_file
from stuckpoint.pages.forms import Form, Reader, form_of, page_in, report_pages
from stuckpoint.pages.partner_page import page_for_partner, wishes
from stuckpoint.quiz.commands import Command, command_in
from stuckpoint.quiz.talk import WITH_BACK, Talk, choose, keys_with, numbered
from stuckpoint.terminal.drawing import as_text
from stuckpoint.writing import Deletion, Targets, delete_written, seen_by_others, seen_in, write_new

# Names that say nothing to someone who sees a list of files.
_REPORT, _THERAPIST, _PARTNER, _ANSWERS = "notes.md", "draft.md", "page.md", "list.yaml"
_YOUR_ANSWERS = "Your answers"
_BEFORE = (
    "This makes a file that others may open. If someone could look and that would not be safe, do not make it.",
    "A file can also be a record that you want to have. You know best. Nothing that you said about safety goes into "
    "it, so it can hold ideas that we left out on screen.",
)
_MAY_BE_SHARED = (
    "Some couples therapists tell both partners what one of them hands in. Your partner may come to read this page, or "
    "be told of it. If that would not be safe, do not make it."
)
_MAY_BE_KEPT = (
    "A page that you hand in can become part of your record. A therapist has to report some things, such as a danger "
    "to someone's life or to a child."
)
_DELETE_AGAIN = keys_with(("d", "delete it again"))
_SEE_FIRST = keys_with(("v", "view it first"), ("b", "back"))
_Make = Callable[[Form], str | tuple[Page, ...]]  # what a file holds: its text, or its pages in a form
_SLASHES = tuple(slash for slash in ("/", os.sep, os.altsep) if slash)
_DELETED = {
    Deletion.DELETED: "It is deleted. A backup or a synced folder may still hold a copy.",
    Deletion.GONE: "It was not there any more. A backup or a synced folder may still hold a copy.",
    Deletion.CHANGED: "What is there now is not what was written, so it was left as it is.",
    Deletion.REFUSED: "It could not be deleted. It is there still.",
}


class Saving:
    """What can be written at the end of a run, and how it is asked for.

    Attributes:
        has_written: whether a file was written in this run, deleted again or not.
    """

    def __init__(
        self,
        bank: Bank,
        talk: Talk,
        targets: Targets,
        date: str,
        *,
        show_working: bool,
        moved: Callable[[Kept], Changes | None] = lambda _: None,
    ) -> None:
        self._bank = bank
        self._talk = talk
        self._targets = targets
        self._date = date
        self._show_working = show_working
        self._moved = moved
        self.has_written = False

    def write_targets(self, kept: Kept) -> bool:
        """Writes the files that were asked for before the quiz began, asking for another name where one fails.

        Returns False where the person goes back instead; what was written by then is not written again.
        """
        if self._targets.report:
            if not self.report(kept, self._targets.report):
                return False
            self._targets = replace(self._targets, report=None)
        if self._targets.keep:
            if not self.answers(kept, self._targets.keep):
                return False
            self._targets = replace(self._targets, keep=None)
        return True

    def report(self, kept: Kept, path: Path | None = None) -> bool:
        """Writes the report for oneself; without a path, under a name that is asked for. Says whether it did."""
        what = "A report for you"
        told = self._with_private_or_not(what, kept)
        if told is None:
            return False
        return self._write(what, lambda form: self._pages(told, Reader.SELF, form), _REPORT, path)

    def therapist_page(self, kept: Kept) -> None:
        """Writes the page for a therapist."""
        for_two = self._bank.tracks[kept.track].partner_page is not None
        warnings = (*([_MAY_BE_SHARED] if for_two else []), _MAY_BE_KEPT, *_BEFORE)
        what = "A page for a therapist"
        self._write(what, lambda form: self._pages(kept, Reader.THERAPIST, form), _THERAPIST, warnings=warnings)

    def answers(self, kept: Kept, path: Path | None = None) -> bool:
        """Writes the responses file; without a path, under a name that is asked for. Says whether it did."""
        what = _YOUR_ANSWERS
        told = self._with_private_or_not(what, kept)
        return told is not None and self._write(what, lambda _: self._answers(told), _ANSWERS, path)

    def partner_page(self, track: Track) -> None:
        """Writes the page for a partner, if nothing bad could come of it. Knows no answer and no finding."""
        words = track.partner_page
        if words is None or not self._is_safe_for_a_partner():
            return
        picked = self._wishes(wishes(track))
        if picked is None:
            return
        page = page_for_partner(words, picked)
        what = "A page for your partner"
        self._write(what, lambda _: (page,), _PARTNER)

    def _pages(self, kept: Kept, reader: Reader, form: Form) -> tuple[Page, ...]:
        drawn = Form.MARKDOWN if form is Form.TEXT else form  # as text on the screen, it would be the screen's own
        return report_pages(
            self._bank, kept, drawn, reader, self._date, show_working=self._show_working, moved=self._moved(kept)
        )

    def _text(self, make: _Make, name: str) -> str:
        """Returns what a file of a name holds. Raises CannotWrite for an ending that stands for no form."""
        if isinstance(text := make(Form.MARKDOWN), str):
            return text
        form = form_of(name)
        pages = make(form)
        assert not isinstance(pages, str)
        return as_text(pages) if form is Form.TEXT else page_in(form, self._bank.language, *pages)

    def _show(self, make: _Make) -> None:
        """Shows what a file would hold, before it is written."""
        shown = make(Form.MARKDOWN)
        blocks = map(Paragraph, shown.splitlines()) if isinstance(shown, str) else one_after_another(shown)
        self._talk.goes_on([*blocks], "Press Enter to go back.")

    def _answers(self, kept: Kept) -> str:
        return responses_file(self._bank, replace(kept, taken=self._date))

    def _with_private_or_not(self, what: str, kept: Kept) -> Kept | None:
        """Returns the answers, the private ones only after a yes; None for going back."""
        track = self._bank.tracks[kept.track]
        if not track.private:
            return kept
        text = (
            "Some questions were only for you. Shall your answers to them go into this file? Whoever opens it can read "
            "them. Some couples therapists share what one partner tells them with both."
        )
        without = "Without them, the file can point to something else than the screen did."
        options = ("No, leave them out", "Yes, put them in")
        chosen = self._talk.choose([Heading(what), Paragraph(text), Paragraph(without)], options, WITH_BACK, default=1)
        if not chosen:
            return None
        return kept if chosen == 2 else kept.without_private(self._bank)

    def _is_safe_for_a_partner(self) -> bool:
        blocks: list[Block] = [
            Heading("A page for your partner"),
            Paragraph(
                "It holds only wishes that you pick, and some words on what couples therapy is. It holds no results."
            ),
            Paragraph("The page names this quiz. Your partner may ask what else you said."),
            Paragraph("Would anything bad happen if they read this, or asked what is not in it?"),
        ]
        chosen = self._talk.choose(blocks, ("Yes, it might", "I am not sure", "No"), WITH_BACK)
        if chosen == 3:
            return True
        if chosen:
            text = "Then it is better not to make it. Nothing was written. Type h to see who you can talk to."
            self._talk.pause([Paragraph(text)], "Press Enter to go back to the menu.")
        return False

    def _wishes(self, offered: tuple[str, ...]) -> tuple[str, ...] | None:
        """Returns the wishes that were picked by number, in that order; None for going back."""
        blocks: list[Block] = [Heading("Which of these do you want to say?")]
        blocks.append(Paragraph("None is chosen for you. You can type more than one number, such as 1 3."))
        blocks.extend((Gap(), *numbered(offered)))
        chosen = choose(
            lambda say: self._talk.ask(blocks, WITH_BACK, say, enter="Press Enter for none."),
            offered,
            {Command.BACK, Command.KEEP},
            most=len(offered),
        )
        if isinstance(chosen, Command):
            return None if chosen is Command.BACK else ()
        return tuple(offered[number - 1] for number in chosen)

    def _write(
        self,
        what: str,
        make: _Make,
        name: str,
        path: Path | None = None,
        warnings: tuple[str, ...] = _BEFORE,
    ) -> bool:
        """Writes a file, asking for its name until it can be written. Returns False where the person goes back."""
        say = ""
        while True:
            if path is None:
                path = self._named(what, make, name, say, warnings)
                if path is None:
                    return False
                if not all(map(self._wants, _doubts(path))):
                    path, say = None, ""
                    continue
            try:
                text = self._text(make, path.name)
                write_new(path, text)
            except CannotWrite as error:
                path, say = None, f"Error: {error}"
                continue
            self.has_written = True
            self._done(what, path, text)
            return True

    def _named(self, what: str, make: _Make, name: str, say: str, warnings: tuple[str, ...]) -> Path | None:
        """Returns the path that was typed, or for Enter the name, with a number where it is taken; None for back."""
        free = _free(name)
        blocks: list[Block] = [Heading(what), *map(Paragraph, warnings), Paragraph("What shall it be called?")]
        if free.endswith(".md"):
            blocks.append(Paragraph("End the name with .html for a page to look at and print, or with .md for text."))
        while True:
            typed = self._talk.ask(blocks, _SEE_FIRST, say, enter=f"Press Enter for {free}.")
            say = f"Error: {typed} is the name of a folder. Add the name of a file."
            if typed.casefold() in ("v", "view"):
                say = ""
                self._show(make)
            elif not typed.endswith(_SLASHES):
                break
        if command_in(typed) is Command.BACK:
            return None
        try:
            return Path(typed or free).expanduser()
        except RuntimeError:  # a home that the system does not know
            return Path(typed)

    def _wants(self, doubt: str) -> bool:
        return self._talk.choose([Paragraph(doubt)], ("Choose another name", "Write it"), WITH_BACK) == 2

    def _done(self, what: str, path: Path, text: str) -> None:
        file = "The file with your answers" if what == _YOUR_ANSWERS else what
        written = f"{file} is written. It is in {path.absolute()}."
        blocks: list[Block] = [Heading("Done"), Paragraph(written)]
        told: list[bool] = []
        self._talk.when_shown(lambda: told.append(True))
        try:
            typed = self._talk.ask(blocks, _DELETE_AGAIN, enter="Press Enter to go on.")
        except Left:
            if not told:  # a file that nobody was told of is not left behind
                delete_written(path, text)
            raise
        if typed.casefold() in ("d", "delete"):
            self._talk.pause([Paragraph(_DELETED[delete_written(path, text)])], "Press Enter to go on.")


def _doubts(path: Path) -> Iterator[str]:
    """Yields what there is to think over before a file gets this name."""
    if path.name.isdecimal():
        yield f"A number is a name, too. Shall the file be called {path.name}?"
    if place := seen_by_others(path):
        yield seen_in(place)


def _free(name: str) -> str:
    stem, dot, ending = name.partition(".")
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{dot}{ending}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))  # a link that leads nowhere has the name too
