"""Asks what to take along, on one list: what rings true, one step, words to say. Changes no score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stuckpoint.bank import Bank, Light, OpeningLine, Reason
from stuckpoint.bank.model import Advice
from stuckpoint.bank.safety import ON_FILE
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.engine import Circumstances, Kept, Picks
from stuckpoint.engine.answers import MOST_REASONS, Offered, PrivatePicks, Rings, offered
from stuckpoint.engine.results import lines_for, steps_for
from stuckpoint.pages.booklet import picked_blocks
from stuckpoint.pages.first_look import first_lines, first_steps
from stuckpoint.pages.taken import take
from stuckpoint.quiz.commands import Command, command_in, numbers_in
from stuckpoint.quiz.talk import Talk, keys_with

_KEYS = keys_with(("b", "back"), lead="Or a number,")
_KEYS_SAY = (
    "Type a number, or more than one, such as 1 3, to tick those lines or untick them. What rings true has further "
    "marks, one after another. s unticks everything. Enter goes on. h shows who to call. x leaves."
)
_TITLE, _CHOSEN = "What would you like to take along?", "What you take along"
_NOTHING = "No reason came out of your answers, so there is nothing to choose here. The menu has all the rest."
_INTRO = "Type a number to tick. With nothing ticked, a report holds what stands out."
_RINGS = "What rings true. Type a number again for: partly, not me, rather not"
_TRY, _SAY = "One thing to try", "Words to say"
_ONLY_FOR_YOU = "Answers that are only for you brought this up. It goes into no file without them."
_RATHER_NOT = "A page for a therapist names it as that, without your answers. What is only for you is never on it."
_NOTHING_CHOSEN = "Nothing is ticked. A report then holds what stands out."
_STATES = {Rings.TRUE: "it rings true", Rings.PARTLY: "it rings partly true", Rings.NOT_ME: "it is not me"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the list.

    Attributes:
        id: of the reason, the step or the opening line.
        head: the part of the list that it stands in.
        is_ticked: whether its box is.
        text: what it is about.
        state: what was made of it, in words.
        turned: what is picked once its number is typed.
        more: what there is to know about it.
    """

    id: str
    head: str
    is_ticked: bool
    text: str
    state: str
    turned: Picks
    more: str = ""


class TakingAlong:
    """The list on which picks are made, and then what was chosen."""

    def __init__(self, bank: Bank, talk: Talk, light: Light) -> None:
        self._bank = bank
        self._talk = talk
        # A file never holds what is unsafe with control, so it is never offered for one.
        self._light = replace(light, leaves_out_control=True)

    def choose(self, kept: Kept) -> tuple[Kept, bool]:
        """Returns what is kept with new picks, and whether the person goes on, or back.

        It starts from picks that were made before and are still offered: what is on no screen can be neither seen nor
        taken back, so it is not taken along.
        """
        can_pick = offered(self._bank, kept)
        kept, goes_on = can_pick.still(kept), True
        if not can_pick.reasons:
            return kept, self._talk.goes_on([Heading(_TITLE), Paragraph(_NOTHING)], "Press Enter to go on.")
        while goes_on:
            kept, goes_on = self._tick(kept, can_pick)
            chosen = list(picked_blocks(self._bank.tracks[kept.track], kept.everything_picked)) if goes_on else []
            if not chosen or self._talk.goes_on([Heading(_CHOSEN), *chosen], "Press Enter to go on."):
                break
            # Back from what was chosen is to the list, and from there to where one came from.
        return kept, goes_on

    def _tick(self, kept: Kept, can_pick: Offered) -> tuple[Kept, bool]:
        """Shows the list until Enter or b; returns what is kept then, and whether it was Enter."""
        say, before, lines = "", list[str](), list(self._lines(kept, can_pick))
        while True:
            ids = [line.id for line in lines]
            enter, is_as_long = "Press Enter to go on.", ids == before  # another list is read from its beginning
            typed = self._talk.ask(_list(lines), _KEYS, say, enter=enter, why=_KEYS_SAY, is_changed=is_as_long)
            before = ids
            command, numbers = command_in(typed), numbers_in(typed, len(lines))
            if command in (Command.KEEP, Command.BACK):
                return kept, command is Command.KEEP
            if command is Command.SKIP:
                kept, say = _picked(kept, Picks(), can_pick), _NOTHING_CHOSEN
                lines = list(self._lines(kept, can_pick))
            elif numbers:
                turned = [ids[number - 1] for number in numbers]
                for id in turned:
                    # One that was turned before it may have taken it off the list.
                    picks = next((line.turned for line in lines if line.id == id), kept.everything_picked)
                    kept = _picked(kept, picks, can_pick)
                    lines = list(self._lines(kept, can_pick))
                numbered = [(number, line) for number, line in enumerate(lines, 1) if line.id in turned]
                say = " ".join(f"{number}: {line.state or 'not ticked'}." for number, line in numbered)
            else:
                say = f"Error: Type numbers from 1 to {len(lines)}, or press Enter to go on."

    def _lines(self, kept: Kept, can_pick: Offered) -> Iterator[_Line]:
        picks = kept.everything_picked
        for reason in can_pick.reasons:
            yield _about(reason, picks, is_private=reason not in can_pick.for_others)
        leading = self._leading(kept)
        for reason, where in leading.items():
            # The same in every light but for what that leaves out, so that no pick says anything about it.
            short = list(first_steps(reason, replace(where, light=ON_FILE)))
            for step in (one for one in steps_for(reason, where) if one in short or one.id == picks.step):
                yield _advice(step, _TRY, picks.step, replace(picks, step="" if step.id == picks.step else step.id))
        for reason, where in leading.items():
            said = list(first_lines(reason, replace(where, light=ON_FILE)))
            for line in (one for one in lines_for(reason, where) if one in said or one.id == picks.line):
                yield _advice(line, _SAY, picks.line, replace(picks, line="" if line.id == picks.line else line.id))

    def _leading(self, kept: Kept) -> dict[Reason, Circumstances]:
        """Returns the reasons that a file for others holds, then those that private answers and picks add."""
        leading: dict[Reason, Circumstances] = {}
        for told in (kept.without_private(self._bank), kept):
            taken = take(self._bank, told)
            for finding in taken.leading:
                leading.setdefault(finding.reason, replace(taken.results.circumstances, light=self._light))
        return leading


def _picked(kept: Kept, picks: Picks, can_pick: Offered) -> Kept:
    """Returns what is kept with these picks instead, each where it belongs."""
    return can_pick.still(replace(kept, picks=picks, private_picks=PrivatePicks()))


def _list(lines: Sequence[_Line]) -> list[Block]:
    blocks: list[Block] = [Heading(_TITLE), Paragraph(_INTRO)]
    for number, line in enumerate(lines, 1):
        if number == 1 or line.head != lines[number - 2].head:
            blocks.append(Heading(line.head, level=2))
        said = f": {line.state}" if line.head is _RINGS and line.state else ""
        blocks.append(Numbered(number, f"[{'x' if line.is_ticked else ' '}] {line.text}{said}", line.more))
    return blocks


def _advice(advice: Advice, head: str, picked: str, turned: Picks) -> _Line:
    text = f'"{advice.text}"' if isinstance(advice, OpeningLine) else advice.text
    is_ticked = advice.id == picked
    return _Line(
        id=advice.id, head=head, is_ticked=is_ticked, text=text, state="ticked" if is_ticked else "", turned=turned
    )


def _about(reason: Reason, picks: Picks, *, is_private: bool) -> _Line:
    """Returns the line of a reason, whose number leads from one thing that can be made of it to the next."""
    id, rings = reason.id, picks.rings.get(reason.id)
    others = {other: one for other, one in picks.rings.items() if other != id}
    without = tuple(one for one in picks.reasons if one != id)
    aside = tuple(one for one in picks.rather_not if one != id)
    state, more = _STATES[rings] if rings else "", [_ONLY_FOR_YOU] if is_private else []
    if id in picks.rather_not:
        state, more = "I would rather not go into it", [*more, _RATHER_NOT]
        turned = replace(picks, rings=others, reasons=without, rather_not=aside)
    elif rings is Rings.NOT_ME:
        turned = replace(picks, rings=others, reasons=without, rather_not=(*aside, id))
    elif rings is Rings.PARTLY:
        turned = replace(picks, rings={**others, id: Rings.NOT_ME}, reasons=without)
    elif rings is Rings.TRUE:
        turned = replace(picks, rings={**others, id: Rings.PARTLY})
    else:
        reasons = picks.reasons if id in picks.reasons else (*picks.reasons, id)[:MOST_REASONS]
        turned = replace(picks, rings={**others, id: Rings.TRUE}, reasons=reasons)
    is_ticked = id in picks.reasons and id not in picks.rather_not
    if rings in (Rings.TRUE, Rings.PARTLY) and not is_ticked and id not in picks.rather_not:
        more.append(f"A report goes into {MOST_REASONS} at most, and names the others.")
    return _Line(
        id=id,
        head=_RINGS,
        is_ticked=is_ticked,
        text=reason.name,
        state=state,
        turned=turned,
        more=" ".join(more),
    )
