"""What a quiz should hold after what was typed at its results: the page that is read, and what is taken along."""

from dataclasses import replace
from functools import lru_cache

from answering_model import Answering
from quiz_model import SAFETY, Run, letter, number, numbers

from stuckpoint.bank import Reason, ReasonId
from stuckpoint.bank.model import Advice
from stuckpoint.blocks import Page
from stuckpoint.engine import Circumstances, Kept, Picks, Results, findings, results
from stuckpoint.engine.answers import MOST_REASONS, PrivatePicks, Rings
from stuckpoint.engine.results import circumstances, lines_for, steps_for
from stuckpoint.pages.booklet import Booklet, Chapter, booklet
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.taken import take
from stuckpoint.terminal.drawing import groups_of


class Reading(Answering):
    """A quiz up to its menu.

    Attributes:
        told: what was chosen to take along and any file may hold.
        private: what was chosen besides.
        picks: all of it, while it is chosen.
        page: the screen of the results that is read: the number of its chapter, 0 for page one, and its place in that.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.told = Picks()
        self.private = Picks()
        self.picks = Picks()
        self.page = (0, 0)
        self._been: list[tuple[int, int]] = []
        self._before_taking = "menu"
        self._has_chosen = False
        self._outcomes: dict[object, Results] = {}
        self.screens |= {
            "light": lambda line: "check" if letter(line) == "b" else self.first_page(),
            "alert": lambda line: "check" if letter(line) == "b" else self._front(),
            "all": lambda _: "results",
            "more": lambda _: "results",
            "results": self._results,
            "nothing to take": lambda line: self._not_taken() if letter(line) == "b" else self._taken(),
            "taking": self._taking,
            "chosen": lambda line: "taking" if letter(line) == "b" else self._taken(),
        }
        self.texts |= {
            "light": lambda: [SAFETY.before_results],
            "alert": lambda: [str(getattr(self.book().alert, "title", None)), "Press Enter for the rest."],
            "results": self._shows_page,
            "all": lambda: [self.book().front.title, text_of(*self.book().everything(), full=self.run.full)],
            "nothing to take": lambda: ["No reason came out of your answers"],
            "taking": lambda: ["What would you like to take along?", *self._rows()],
            "chosen": lambda: ["What you take along"],
            "more": lambda: [self._chapter.page.title, text_of(self._chapter.page, full=self.run.full)],
        }

    # ---- results

    def kept(self) -> Kept:
        """Returns what can be taken along."""
        told, private = self.told, self._joined(self.told, self.private)
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
        return "alert" if self.book().alert else self._front()

    def _front(self) -> str:
        self.page, self._been = (0, 0), []
        return "results"

    @property
    def _chapter(self) -> Chapter:
        return self.book().chapters[self.page[0] - 1]

    def _next(self) -> tuple[int, int] | None:
        """Returns where Enter leads to: on in this chapter, or to the next that is not aside."""
        chapter, place = self.page
        if chapter and place + 1 < len(self._chapter.screens):
            return chapter, place + 1
        later = enumerate(self.book().chapters, 1)
        return next(((one, 0) for one, found in later if one > chapter and not found.aside), None)

    def _go(self, page: tuple[int, int]) -> str:
        self._been.append(self.page)
        self.page = page
        return "results"

    def _results(self, line: str) -> str:
        key, chosen = letter(line), number(line, len(self.book().chapters))
        coming = self._next()
        if key in ("t", "take along"):
            return self.take_along("results")
        if key == "b":
            if not self._been:
                return "check"
            self.page = self._been.pop()
            return "results"
        if line.lower() in ("a", "all", "show all"):
            return "all"
        if self.page[0] and line.lower() in ("0", "page one"):
            return self._front()
        if self.page[0] and key in ("m", "more") and self._chapter.screens != (self._chapter.page,):
            return "more"
        if line:
            return self._go((chosen, 0)) if chosen else self.wrong()
        if coming:
            return self._go(coming)
        return "menu" if self._has_chosen else self.take_along("results")

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

    def take_along(self, before: str = "menu") -> str:
        """Leads to the list of what can be taken along."""
        self._before_taking = before
        kept = self.kept()
        self._choose(self._joined(kept.picks, kept.private_picks.picks))
        return "taking" if self._shown else "nothing to take"

    def _not_taken(self) -> str:
        """Leads back to where one came from, with nothing lost, and asked again at the end."""
        if self._before_taking == "menu":
            return "menu"
        return self.first_page()

    def _taken(self) -> str:
        self._has_chosen = True
        return "menu"

    def _offered_now(self, of: str) -> list[Advice]:
        """Returns the steps or lines on the list: those that are read first, and what was picked before."""
        kept = self._in_its_place(self.picks, self.picks)
        leading: dict[Reason, Circumstances] = {}
        for one in (kept.without_private(self.run.bank), kept):
            taken = take(self.run.bank, one)
            leading |= {
                finding.reason: taken.results.circumstances
                for finding in taken.leading
                if finding.reason not in leading
            }
        found: list[Advice] = []
        for reason, circumstances_then in leading.items():
            where = replace(circumstances_then, light=replace(self.light, leaves_out_control=True))
            if of == "step":
                steps = steps_for(reason, where)
                all_steps = steps_for(reason, circumstances_then)
                first = [next((one for one in all_steps if one.id == reason.first_step), None), *all_steps]
                groups = {step.group: step for step in reversed([one for one in first if one])}
                found += [one for one in steps if one in groups.values() or one.id == self.picks.step]
            else:
                lines = lines_for(reason, where)
                all_lines = lines_for(reason, circumstances_then)
                led = sorted(all_lines, key=lambda one: one.id != reason.first_line)[:2]
                found += [one for one in lines if one in led or one.id == self.picks.line]
        return found

    @property
    def _ids(self) -> list[str]:
        return [*(one.id for one in self._shown), *(one.id for of in ("step", "line") for one in self._offered_now(of))]

    def _taking(self, line: str) -> str:
        if letter(line) == "b":
            return self._not_taken()
        if not line:
            return "chosen" if self._joined(self.told, self.private) != Picks() else self._taken()
        before, many = self._ids, numbers(line, len(self._ids))
        if letter(line) == "s":
            self._choose(Picks())
            self.say = "Nothing is ticked."
        elif not many:
            return self.wrong()
        else:
            for one in many:
                self._turn(before[one - 1])
            self.say = " ".join(self._state(one) for one in self._ids if one in [before[each - 1] for each in many])
        self.is_same_list = before == self._ids
        return "taking"

    def _turn(self, id: str) -> None:
        picks = self.picks
        if id not in self._ids:
            return
        if id not in [one.id for one in self._shown]:
            is_step = id in [one.id for one in self._offered_now("step")]
            self._choose(
                replace(picks, step="" if id == picks.step else id)
                if is_step
                else replace(picks, line="" if id == picks.line else id)
            )
            return
        rings = {other: one for other, one in picks.rings.items() if other != id}
        turns: list[Rings | str | None] = [None, Rings.TRUE, Rings.PARTLY, Rings.NOT_ME, "rather not"]
        now = "rather not" if id in picks.rather_not else picks.rings.get(ReasonId(id))
        then = turns[(turns.index(now) + 1) % len(turns)]
        reasons = [one for one in picks.reasons if one != id]
        if then == Rings.TRUE and id not in picks.reasons:
            reasons = [*reasons, ReasonId(id)][:MOST_REASONS]
        elif then in (Rings.TRUE, Rings.PARTLY):
            reasons = [*picks.reasons]
        self._choose(
            replace(
                picks,
                rings={**rings, ReasonId(id): then} if isinstance(then, Rings) else rings,
                reasons=tuple(reasons),
                rather_not=(
                    *(one for one in picks.rather_not if one != id),
                    *([ReasonId(id)] if then == "rather not" else []),
                ),
            )
        )

    def _state(self, id: str) -> str:
        words = {Rings.TRUE: "it rings true", Rings.PARTLY: "it rings partly true", Rings.NOT_ME: "it is not me"}
        said = words[rings] if (rings := self.picks.rings.get(ReasonId(id))) else "not ticked"
        if id in self.picks.rather_not:
            said = "I would rather not go into it"
        if id in (self.picks.step, self.picks.line):
            said = "ticked"
        return f"{self._ids.index(id) + 1}: {said}."

    def _rows(self) -> list[str]:
        """Returns the list as it is numbered, with its boxes."""
        texts: dict[str, str] = {one.id: one.name for one in self._shown}
        texts |= {one.id: one.text for one in self._offered_now("step")}
        texts |= {one.id: f'"{one.text}"' for one in self._offered_now("line")}
        aside = self.picks.rather_not
        on = {*(one for one in self.picks.reasons if one not in aside), self.picks.step, self.picks.line}
        return [f"{place} [{'x' if id in on else ' '}] {texts[id]}" for place, id in enumerate(self._ids, 1)]

    # ---- what is shown

    def _shows_page(self) -> list[str]:
        chapter, place = self.page
        page = self._chapter.screens[place] if chapter else self.book().front
        return [page.title, text_of(page, full=self.run.full)]


@lru_cache(maxsize=5000)
def text_of(*pages: Page, full: bool = False) -> str:
    """Returns pages as a window of 80 columns shows them: drawn, or as linear text."""
    blocks = [block for page in pages for block in page.whole()]
    groups = groups_of(blocks, 80, plain=not full)
    return "\n".join(line.plain for group in groups for line in group)
