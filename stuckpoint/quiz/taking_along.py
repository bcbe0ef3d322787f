"""Asks what to take along: what rings true, up to three reasons, a step, words to say. Changes no score."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from stuckpoint.bank import Bank, Light, OpeningLine, Reason, ReasonId
from stuckpoint.bank.model import Advice
from stuckpoint.blocks import Block, Gap, Heading, Numbered, Paragraph
from stuckpoint.engine import Circumstances, Finding, Kept, Picks
from stuckpoint.engine.picks import MOST_REASONS, RINGS
from stuckpoint.engine.results import circumstances, lines_for, steps_for
from stuckpoint.pages.taken import take
from stuckpoint.quiz.commands import Command, choice_in, command_in, number_in, numbers_in, type_a_number
from stuckpoint.quiz.talk import Talk

_KEYS = "Or type s none, b back, m menu, h help, x leave."
_TITLE = "What would you like to take along?"
_NOTHING = "No reason came out of your answers, so there is nothing to choose here. The menu has all the rest."
_INTRO = (
    "You can choose what goes into a report for you, or into a page for a therapist. It changes no score "
    "and writes no file.",
    "Choose nothing, and a report holds what stands out.",
)


class _Back(Exception):
    """The person goes back one screen."""


class _Menu(Exception):
    """The person goes on to the menu with what was chosen so far."""


class _Nothing(Exception):
    """There is nothing to choose on this screen: it is passed over, and `picks` hold nothing that belongs on it."""

    def __init__(self, picks: Picks) -> None:
        super().__init__()
        self.picks = picks


class TakingAlong:
    """The screens on which picks are made, one after another, with a way back on each."""

    def __init__(self, bank: Bank, talk: Talk, light: Light) -> None:
        self._bank = bank
        self._talk = talk
        # A file never holds what is unsafe with control, so it is never offered for one.
        self._light = replace(light, leaves_out_control=True)

    def choose(self, shown: Sequence[Finding], kept: Kept) -> Picks:
        """Returns the picks, starting from those that were made before and are still offered.

        What is on no screen can be neither seen nor taken back, so it is not taken along.
        """
        if not shown:
            self._talk.pause([Heading(_TITLE), Paragraph(_NOTHING)], "Press Enter to go on.")
            return Picks()
        screens: list[Callable[[Picks], Picks]] = [self._begin]
        screens += [partial(self._rings, finding.reason) for finding in shown]
        screens += [
            partial(self._reasons, shown),
            partial(self._step, kept),
            partial(self._line, kept),
            partial(self._rather_not, shown),
        ]
        picks, position, way = self.offered(shown, kept), 0, 1
        while 0 <= position < len(screens):
            try:
                picks, way = screens[position](picks), 1
            except _Back:
                way = -1
            except _Nothing as nothing:  # passed over in the direction one came from
                picks = nothing.picks
            except _Menu:
                break
            position += way
        return picks

    def offered(self, shown: Sequence[Finding], kept: Kept) -> Picks:
        """Returns the picks less those that are no longer offered: about reasons, steps and lines not shown."""
        picks, reasons = kept.picks, [finding.reason for finding in shown]
        ids = {reason.id for reason in reasons}
        where = circumstances(self._bank.tracks[kept.track], kept.responses)
        steps = {step.id for reason in reasons for step in steps_for(reason, where)}
        lines = {line.id for reason in reasons for line in lines_for(reason, where)}
        return Picks(
            rings={id: rings for id, rings in picks.rings.items() if id in ids},
            reasons=tuple(id for id in picks.reasons if id in ids),
            step=picks.step if picks.step in steps else "",
            line=picks.line if picks.line in lines else "",
            rather_not=tuple(id for id in picks.rather_not if id in ids),
        )

    def _begin(self, picks: Picks) -> Picks:
        blocks: list[Block] = [Heading(_TITLE), *map(Paragraph, _INTRO)]
        self._ask(blocks, "Or type m menu, h help, x leave.", enter="Press Enter to choose.")
        return picks

    def _rings(self, reason: Reason, picks: Picks) -> Picks:
        blocks: list[Block] = [
            Heading(reason.name),
            Paragraph(reason.summary),
            Paragraph("Does this ring true?"),
            Gap(),
        ]
        for number, (rings, text) in enumerate(RINGS.items(), 1):
            blocks.append(Numbered(number, text, marked=picks.rings.get(reason.id) is rings))
        others = {id: rings for id, rings in picks.rings.items() if id != reason.id}
        say = ""
        while True:
            typed = self._ask(blocks, _KEYS, say)
            if not typed:
                return picks
            if command_in(typed) is Command.SKIP:
                return replace(picks, rings=others)
            if number := choice_in(typed, tuple(RINGS.values())):
                return replace(picks, rings={**others, reason.id: tuple(RINGS)[number - 1]})
            say = f"Error: {type_a_number(len(RINGS))}"

    def _reasons(self, shown: Sequence[Finding], picks: Picks) -> Picks:
        title = "Which of these do you want to look at?"
        hint = f"Up to {MOST_REASONS}, in the order you want them, such as 2 1." if len(shown) > 1 else ""
        return replace(picks, reasons=self._several(shown, title, hint, picks.reasons, MOST_REASONS))

    def _rather_not(self, shown: Sequence[Finding], picks: Picks) -> Picks:
        title = "Is there anything here that you would rather not go into?"
        hint = "A page for a therapist then names it as that, without your answers."
        if any(finding.reason.private for finding in shown):
            hint += " What is only for you is never on it."
        return replace(picks, rather_not=self._several(shown, title, hint, picks.rather_not, len(shown)))

    def _several(
        self, shown: Sequence[Finding], title: str, hint: str, chosen: tuple[ReasonId, ...], most: int
    ) -> tuple[ReasonId, ...]:
        """Asks for reasons by number, and returns them in the order typed."""
        ids = [finding.reason.id for finding in shown]
        blocks: list[Block] = [Heading(title), *([Paragraph(hint)] if hint else []), Gap()]
        for number, finding in enumerate(shown, 1):
            blocks.append(Numbered(number, finding.reason.name, marked=finding.reason.id in chosen))
        say = ""
        while True:
            typed = self._ask(blocks, _KEYS, say)
            if not typed:
                return chosen
            if command_in(typed) is Command.SKIP:
                return ()
            numbers = numbers_in(typed, len(ids))
            if numbers and len(numbers) <= most:
                return tuple(ids[number - 1] for number in numbers)
            some = f", at most {most} of them" if most < len(ids) else ""
            say = f"Error: {type_a_number(len(ids)).removesuffix('.')}{some}."

    def _step(self, kept: Kept, picks: Picks) -> Picks:
        step = self._one(kept, picks, steps_for, "Is there one thing you would like to try?", picks.step)
        if step is None:
            raise _Nothing(replace(picks, step=""))
        return replace(picks, step=step)

    def _line(self, kept: Kept, picks: Picks) -> Picks:
        line = self._one(kept, picks, lines_for, "Are there words you would like to say?", picks.line)
        if line is None:
            raise _Nothing(replace(picks, line=""))
        return replace(picks, line=line)

    def _one(
        self,
        kept: Kept,
        picks: Picks,
        advice_for: Callable[[Reason, Circumstances], Sequence[Advice]],
        title: str,
        chosen: str,
    ) -> str | None:
        """Asks for one of what a file may hold and may be read just now; None where there is none to choose."""
        taken = take(self._bank, replace(kept, picks=picks))
        read = replace(taken.results.circumstances, light=self._light)
        blocks: list[Block] = [Heading(title)]
        ids: list[str] = []
        for reason in (finding.reason for finding in taken.leading):
            offered = advice_for(reason, read)
            if offered:
                blocks.append(Heading(reason.name, level=2))
            for number, advice in enumerate(offered, len(ids) + 1):
                text = f'"{advice.text}"' if isinstance(advice, OpeningLine) else advice.text
                blocks.append(Numbered(number, text, marked=advice.id == chosen))
            ids.extend(advice.id for advice in offered)
        if not ids:
            return None
        say = ""
        while True:
            typed = self._ask(blocks, _KEYS, say)
            if not typed:
                return chosen if chosen in ids else ""
            if command_in(typed) is Command.SKIP:
                return ""
            if number := number_in(typed, len(ids)):
                return ids[number - 1]
            say = f"Error: {type_a_number(len(ids))}"

    def _ask(self, blocks: Sequence[Block], footer: str, say: str = "", enter: str = "Press Enter to go on.") -> str:
        """Returns what was typed. Raises _Back for b, _Menu for m."""
        typed = self._talk.ask(blocks, footer, say, enter=enter)
        if command_in(typed) is Command.BACK:
            raise _Back
        if typed.casefold() in ("m", "menu"):
            raise _Menu
        return typed
