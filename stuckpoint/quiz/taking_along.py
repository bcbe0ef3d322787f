"""Asks what to take along: what rings true, up to three reasons, a step, words to say. Changes no score."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import partial

from stuckpoint.bank import Bank, Light, OpeningLine, Reason, ReasonId
from stuckpoint.bank.model import Advice
from stuckpoint.blocks import Block, Gap, Heading, Keys, Numbered, Paragraph
from stuckpoint.engine import Circumstances, Kept, Picks
from stuckpoint.engine.offering import reasons_for_others, reasons_offered, still_offered
from stuckpoint.engine.picks import MOST_REASONS, RINGS, PrivatePicks
from stuckpoint.engine.results import lines_for, steps_for
from stuckpoint.pages.taken import take
from stuckpoint.quiz.commands import Command, command_in
from stuckpoint.quiz.talk import Talk, choose, keys_with, numbered

_KEYS = keys_with(("s", "none"), ("b", "back"), ("m", "menu"))
_TITLE = "What would you like to take along?"
_NOTHING = "No reason came out of your answers, so there is nothing to choose here. The menu has all the rest."
_INTRO = (
    "You can choose what goes into a report for you, or into a page for a therapist. It changes no score "
    "and writes no file.",
    "Choose nothing, and a report holds what stands out.",
)
_NONE_HERE = "There is nothing to choose here. You can go on."
_ONLY_FOR_YOU = "Answers that are only for you brought this up. It goes into no file without them."


class _Back(Exception):
    """The person goes back one screen."""


class _Menu(Exception):
    """The person goes on to the menu with what was chosen so far."""


class TakingAlong:
    """The screens on which picks are made, one after another, with a way back on each."""

    def __init__(self, bank: Bank, talk: Talk, light: Light) -> None:
        self._bank = bank
        self._talk = talk
        # A file never holds what is unsafe with control, so it is never offered for one.
        self._light = replace(light, leaves_out_control=True)

    def choose(self, kept: Kept) -> Kept:
        """Returns what is kept with new picks, starting from those that were made before and are still offered.

        What is on no screen can be neither seen nor taken back, so it is not taken along.
        """
        kept = still_offered(self._bank, kept)
        shown = reasons_offered(self._bank, kept)
        if not shown:
            self._talk.pause([Heading(_TITLE), Paragraph(_NOTHING)], "Press Enter to go on.")
            return kept
        private = [reason for reason in shown if reason not in reasons_for_others(self._bank, kept)]
        screens: list[Callable[[Picks], Picks]] = [self._begin]
        screens += [partial(self._rings, reason, is_private=reason in private) for reason in shown]
        screens += [
            partial(self._reasons, shown),
            partial(self._step, kept),
            partial(self._line, kept),
            partial(self._rather_not, shown, has_private=bool(private)),
        ]
        picks, position, way = kept.everything_picked, 0, 1
        while 0 <= position < len(screens):
            try:
                picks, way = screens[position](picks), 1
            except _Back:
                way = -1
            except _Menu:
                break
            position += way
        return self._picked(kept, picks)

    def _picked(self, kept: Kept, picks: Picks) -> Kept:
        """Returns what is kept with these picks instead, each where it belongs."""
        return still_offered(self._bank, replace(kept, picks=picks, private_picks=PrivatePicks()))

    def _begin(self, picks: Picks) -> Picks:
        blocks: list[Block] = [Heading(_TITLE), *map(Paragraph, _INTRO)]
        self._ask(blocks, keys_with(("m", "menu")), enter="Press Enter to choose.")
        return picks

    def _rings(self, reason: Reason, picks: Picks, *, is_private: bool) -> Picks:
        blocks: list[Block] = [
            Heading(reason.name),
            Paragraph(reason.summary),
            *([Paragraph(_ONLY_FOR_YOU)] if is_private else []),
            Paragraph("Does this ring true?"),
        ]
        others = {id: rings for id, rings in picks.rings.items() if id != reason.id}
        marked = [number for number, rings in enumerate(RINGS, 1) if picks.rings.get(reason.id) is rings]
        chosen = self._choose(blocks, tuple(RINGS.values()), marked)
        if isinstance(chosen, Command):
            return picks if chosen is Command.KEEP else replace(picks, rings=others)
        return replace(picks, rings={**others, reason.id: tuple(RINGS)[chosen[0] - 1]})

    def _reasons(self, shown: Sequence[Reason], picks: Picks) -> Picks:
        title = "Which of these do you want to look at?"
        hint = f"Up to {MOST_REASONS}, in the order you want them, such as 2 1." if len(shown) > 1 else ""
        return replace(picks, reasons=self._several(shown, title, hint, picks.reasons, MOST_REASONS))

    def _rather_not(self, shown: Sequence[Reason], picks: Picks, *, has_private: bool) -> Picks:
        title = "Is there anything here that you would rather not go into?"
        hint = "A page for a therapist then names it as that, without your answers."
        if has_private:
            hint += " What is only for you is never on it."
        return replace(picks, rather_not=self._several(shown, title, hint, picks.rather_not, len(shown)))

    def _several(
        self, shown: Sequence[Reason], title: str, hint: str, chosen: tuple[ReasonId, ...], most: int
    ) -> tuple[ReasonId, ...]:
        """Asks for reasons by number, and returns them in the order typed."""
        blocks: list[Block] = [Heading(title), *([Paragraph(hint)] if hint else [])]
        marked = [number for number, reason in enumerate(shown, 1) if reason.id in chosen]
        typed = self._choose(blocks, [reason.name for reason in shown], marked, most)
        if isinstance(typed, Command):
            return chosen if typed is Command.KEEP else ()
        return tuple(shown[number - 1].id for number in typed)

    def _step(self, kept: Kept, picks: Picks) -> Picks:
        title = "Is there one thing you would like to try?"
        return replace(picks, step=self._one(kept, picks, steps_for, title, picks.step))

    def _line(self, kept: Kept, picks: Picks) -> Picks:
        title = "Are there words you would like to say?"
        return replace(picks, line=self._one(kept, picks, lines_for, title, picks.line))

    def _one(
        self,
        kept: Kept,
        picks: Picks,
        advice_for: Callable[[Reason, Circumstances], Sequence[Advice]],
        title: str,
        chosen: str,
    ) -> str:
        """Asks for one of what a file may hold and may be read just now.

        Where there is none, that is a screen too: someone who looks on sees as many as with anyone else.
        """
        blocks: list[Block] = [Heading(title)]
        all_offered: list[Advice] = []
        for reason, where in self._leading(self._picked(kept, picks)).items():
            offered = advice_for(reason, replace(where, light=self._light))
            if offered:
                blocks.append(Heading(reason.name, level=2))
            for number, advice in enumerate(offered, len(all_offered) + 1):
                blocks.append(Numbered(number, _as_read(advice), marked=advice.id == chosen))
            all_offered.extend(offered)
        if not all_offered:
            self._ask([*blocks, Paragraph(_NONE_HERE)], keys_with(("b", "back"), ("m", "menu")))
            return ""
        ask = partial(self._ask, blocks, _KEYS)
        typed = choose(ask, [_as_read(advice) for advice in all_offered], (Command.KEEP, Command.SKIP))
        if not isinstance(typed, Command):
            return all_offered[typed[0] - 1].id
        is_kept = typed is Command.KEEP and chosen in [advice.id for advice in all_offered]
        return chosen if is_kept else ""

    def _choose(
        self, blocks: Sequence[Block], options: Sequence[str], marked: Container[int], most: int = 1
    ) -> tuple[int, ...] | Command:
        """Asks for numbers, Enter for what is marked, or s for none. Raises _Back for b, _Menu for m."""
        ask = partial(self._ask, [*blocks, Gap(), *numbered(options, marked)], _KEYS)
        return choose(ask, options, (Command.KEEP, Command.SKIP), most=most)

    def _leading(self, kept: Kept) -> dict[Reason, Circumstances]:
        """Returns the reasons that a file for others holds, then those that private answers and picks add."""
        leading: dict[Reason, Circumstances] = {}
        for told in (kept.without_private(self._bank), kept):
            taken = take(self._bank, told)
            for finding in taken.leading:
                leading.setdefault(finding.reason, taken.results.circumstances)
        return leading

    def _ask(self, blocks: Sequence[Block], footer: Keys, say: str = "", enter: str = "Press Enter to go on.") -> str:
        """Returns what was typed. Raises _Back for b, _Menu for m."""
        typed = self._talk.ask(blocks, footer, say, enter=enter)
        if command_in(typed) is Command.BACK:
            raise _Back
        if typed.casefold() in ("m", "menu"):
            raise _Menu
        return typed


def _as_read(advice: Advice) -> str:
    return f'"{advice.text}"' if isinstance(advice, OpeningLine) else advice.text
