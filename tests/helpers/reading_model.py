"""What a quiz should hold after what was typed at its results: the page that is read, and what is taken along."""

from dataclasses import replace
from functools import lru_cache

from answering_model import Answering
from quiz_model import SAFETY, Run, choice, letter, number, numbers

from stuckpoint.bank import Reason
from stuckpoint.bank.model import Advice
from stuckpoint.blocks import Page
from stuckpoint.engine import Circumstances, Kept, Picks, Results, findings, results
from stuckpoint.engine.picks import MOST_REASONS, RINGS, PrivatePicks
from stuckpoint.engine.results import circumstances, lines_for, steps_for
from stuckpoint.pages.booklet import Booklet, booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.taken import take
from stuckpoint.terminal.drawing import groups_of


class Reading(Answering):
    """A quiz up to its menu.

    Attributes:
        told: what was chosen to take along and any file may hold, None before anything could be.
        private: what was chosen besides.
        picks: all of it, while it is chosen.
        page: the page of the results that is read; 0 for page one.
        pick: the screen of taking along, from 0.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.told: Picks | None = None
        self.private = Picks()
        self.picks = Picks()
        self.page = 0
        self.pick = 0
        self._outcomes: dict[object, Results] = {}
        self.screens |= {
            "light": lambda line: "check" if letter(line) == "b" else self.first_page(),
            "alert": lambda line: "check" if letter(line) == "b" else self._page(0),
            "all": lambda _: "results",
            "results": self._results,
            "nothing to take": lambda _: "menu",
            "taking": self._taking,
        }
        self.texts |= {
            "light": lambda: [SAFETY.before_results],
            "alert": lambda: [str(getattr(self.book().alert, "title", None)), "Press Enter for the rest."],
            "results": self._shows_page,
            "all": lambda: [self.book().front.title, text_of(*self.book().everything(), full=self.run.full)],
            "nothing to take": lambda: ["No reason came out of your answers"],
            "taking": self._shows_pick,
        }

    # ---- results

    def kept(self) -> Kept:
        """Returns what can be taken along."""
        told, private = self.told or Picks(), self._joined(self.told or Picks(), self.private)
        return self._in_its_place(told, private)

    def outcome(self) -> Results:
        """Returns the results as the screen shows them."""
        answers = tuple(self.responses.items())
        if answers not in self._outcomes:
            self._outcomes[answers] = self._outcome()
        return self._outcomes[answers]

    def _outcome(self) -> Results:
        found = findings(self.run.bank, self.track.id, self.responses, private=True)
        return results(self.run.bank, found, self.responses, self.light)

    def book(self) -> Booklet:
        """Returns the results in words."""
        made = self.outcome()
        working = working_page(self.run.bank, made.findings, made.circumstances.stage) if self.run.working else None
        return booklet(self.run.bank, made, working, safety=SAFETY)

    def results(self) -> str:
        """Leads to the results, by way of who to call where something was said or left out."""
        return "light"

    def forget_private_picks(self) -> None:
        self.private = Picks()

    def first_page(self) -> str:
        return "alert" if self.book().alert else self._page(0)

    def _page(self, page: int) -> str:
        self.page = page
        return "results"

    def _results(self, line: str) -> str:
        last = len(self.book().pages)
        if letter(line) in ("m", "menu"):
            return "menu"
        if letter(line) == "b":
            return self._page(self.page - 1) if self.page else "check"
        if line.lower() in ("a", "all", "show all"):
            return "all"
        if self.page and line.lower() in ("0", "page one"):
            return self._page(0)
        if not line and self.page == last:
            return "menu" if self.told is not None else self.take_along()
        chosen = number(line, last) if line else self.page + 1
        return self._page(chosen) if chosen else self.wrong()

    # ---- what to take along

    @property
    def _open(self) -> tuple[Reason, ...]:
        """Returns the reasons that any file may hold: those that are shown to whoever gave no private answer."""
        private = [item.id for item in (*self.track.context, *self.track.items) if item.private]
        told = {id: said for id, said in self.responses.items() if id not in private}
        found = findings(self.run.bank, self.track.id, told)
        return tuple(one.reason for one in results(self.run.bank, found, told).shown)

    @property
    def _shown(self) -> tuple[Reason, ...]:
        return (*dict.fromkeys((*self._open, *(one.reason for one in self.outcome().shown))),)

    def _offered(self, picks: Picks, reasons: tuple[Reason, ...], *, beyond: tuple[Reason, ...] = ()) -> Picks:
        """Returns what of the picks can still be chosen about some reasons, and is nothing about others."""
        where = circumstances(self.track, self.responses)
        ids = {one.id for one in reasons} - {one.id for one in beyond}
        steps = {one.id for reason in reasons for one in steps_for(reason, where)}
        steps -= {one.id for reason in beyond for one in steps_for(reason, where)}
        lines = {one.id for reason in reasons for one in lines_for(reason, where)}
        lines -= {one.id for reason in beyond for one in lines_for(reason, where)}
        return Picks(
            rings={id: rings for id, rings in picks.rings.items() if id in ids},
            reasons=tuple(id for id in picks.reasons if id in ids),
            rather_not=tuple(id for id in picks.rather_not if id in ids),
            step=picks.step if picks.step in steps else "",
            line=picks.line if picks.line in lines else "",
        )

    def _in_its_place(self, told: Picks, everything: Picks) -> Kept:
        return Kept(
            track=self.track.id,
            responses=self.responses,
            picks=self._offered(told, self._open),
            private_picks=PrivatePicks(self._offered(everything, self._shown, beyond=self._open)),
        )

    @staticmethod
    def _joined(told: Picks, private: Picks) -> Picks:
        return Picks(
            rings={**told.rings, **private.rings},
            reasons=(*told.reasons, *private.reasons),
            rather_not=(*told.rather_not, *private.rather_not),
            step=told.step or private.step,
            line=told.line or private.line,
        )

    def _choose(self, picks: Picks) -> None:
        self.picks, kept = picks, self._in_its_place(picks, picks)
        self.told, self.private = kept.picks, kept.private_picks.picks

    def take_along(self) -> str:
        kept = self.kept()
        self._choose(self._joined(kept.picks, kept.private_picks.picks))
        self.pick = 0
        return "taking" if self._shown else "nothing to take"

    def _pick(self) -> str:
        """Returns what is asked on a screen of taking along: the number of a reason, or what it is about."""
        kinds = ("begin", *map(str, range(len(self._shown))), "reasons", "step", "line", "rather not")
        return kinds[self.pick] if 0 <= self.pick < len(kinds) else ""

    def _advice(self, kind: str, picks: Picks) -> list[Advice]:
        """Returns the steps or lines that can be picked, in the order of their numbers."""
        kept, of = self._in_its_place(picks, picks), steps_for if kind == "step" else lines_for
        leading: dict[Reason, Circumstances] = {}
        for one in (kept.without_private(self.run.bank), kept):
            taken = take(self.run.bank, one)
            leading |= {
                finding.reason: taken.results.circumstances
                for finding in taken.leading
                if finding.reason not in leading
            }
        light = replace(self.light, leaves_out_control=True)
        return [one for reason, where in leading.items() for one in of(reason, replace(where, light=light))]

    def _taking(self, line: str) -> str:
        to = self._take(line)
        self._choose(self.picks)
        return to

    def _move(self, way: int) -> str:
        """Goes to the next screen that has something to choose, with nothing picked on one that has not."""
        self.pick += way
        while (kind := self._pick()) in ("step", "line") and not self._advice(kind, self.picks):
            self.picks = replace(self.picks, step="") if kind == "step" else replace(self.picks, line="")
            self.pick += way
        return "taking" if self._pick() else "menu"

    def _take(self, line: str) -> str:
        kind, picks = self._pick(), self.picks
        if letter(line) in ("m", "menu"):
            return "menu"
        if letter(line) == "b":
            return self._move(-1)
        if kind != "begin":
            changed = self._picked(kind, picks, line)
            if changed is None:
                return self.wrong()
            self.picks = changed
        return self._move(1)

    def _picked(self, kind: str, picks: Picks, line: str) -> Picks | None:
        """Returns the picks after a line; None where it is no choice."""
        shown, none = [one.id for one in self._shown], letter(line) == "s"
        if kind in ("step", "line"):
            ids = [one.id for one in self._advice(kind, picks)]
            before = picks.step if kind == "step" else picks.line
            chosen = number(line, len(ids))
            if line and not none and not chosen:
                return None
            id = ids[chosen - 1] if chosen else "" if none or before not in ids else before
            return replace(picks, step=id) if kind == "step" else replace(picks, line=id)
        if not line:
            return picks
        if kind in ("reasons", "rather not"):
            many = tuple(shown[one - 1] for one in numbers(line, len(shown)))
            if not none and not 1 <= len(many) <= (MOST_REASONS if kind == "reasons" else len(shown)):
                return None
            return replace(picks, reasons=many) if kind == "reasons" else replace(picks, rather_not=many)
        reason, rings = shown[int(kind)], choice(line, [*RINGS.values()])
        if not none and not rings:
            return None
        others = {id: one for id, one in picks.rings.items() if id != reason}
        return replace(picks, rings=others if none else {**others, reason: [*RINGS][rings - 1]})

    # ---- what is shown

    def _shows_page(self) -> list[str]:
        book = self.book()
        page = book.pages[self.page - 1] if self.page else book.front
        return [page.title, text_of(page, full=self.run.full)]

    def _shows_pick(self) -> list[str]:
        match self._pick():
            case "begin":
                return ["Press Enter to choose."]
            case "reasons":
                return ["Which of these do you want to look at?"]
            case "step":
                return ["Is there one thing you would like to try?"]
            case "line":
                return ["Are there words you would like to say?"]
            case "rather not":
                return ["Is there anything here that you would rather not go into?"]
            case place:
                return ["Does this ring true?", self._shown[int(place)].summary]


@lru_cache(maxsize=5000)
def text_of(*pages: Page, full: bool = False) -> str:
    """Returns pages as a window of 80 columns shows them: drawn, or as linear text."""
    blocks = [block for page in pages for block in page.whole()]
    groups = groups_of(blocks, 80, plain=not full)
    return "\n".join(line.plain for group in groups for line in group)
