"""The report for oneself: what stands out and why, what to try and to say, and what it rests on. Pure."""

from collections.abc import Iterator

from stuckpoint.bank import Bank, Stage, Step, StepGroup, TrackId
from stuckpoint.bank.cards import Card
from stuckpoint.blocks import Block, Bullet, Heading, Page, Paragraph, Ruled, Sign, intended_use
from stuckpoint.engine import Finding, Kept
from stuckpoint.engine.answers import Rings
from stuckpoint.engine.change import Changes
from stuckpoint.engine.results import (
    Outcome,
    first_line_for,
    first_step_for,
    hanging_together,
    if_worse,
    may_mean,
    research_for,
    steps_for,
)
from stuckpoint.engine.scoring import STANDS_OUT
from stuckpoint.pages.changed import what_moved
from stuckpoint.pages.explanations import card_blocks, parts_for, signs, study, to_say, to_try
from stuckpoint.pages.taken import Taken, help_block, in_words, picture, take

_ANSWERS, _ANSWERS_OF_ONE = 2, 3  # so many behind each of several reasons, and behind one alone
_NOTES, _POINTS = 2, 3  # so many studies of one reason alone, and so many signs of when to stay or change
_RINGS = {
    Rings.TRUE: "You said that this rings true.",
    Rings.PARTLY: "You said that this rings partly true.",
    Rings.NOT_ME: "You said that this is not you.",
}


def report_for_oneself(bank: Bank, kept: Kept, date: str = "", moved: Changes | None = None) -> Page:
    """Returns the report. Its bytes depend on the answers, the picks, the date and what moved, on nothing else."""
    taken = take(bank, kept)
    track, where = taken.track, taken.results.circumstances
    blocks: list[Block] = [Paragraph(in_words(date))] if date else []
    blocks.extend(Paragraph(sentence) for sentence in kept.changed)
    blocks.append(Paragraph(f"{track.results.stuck_is_common} {track.results.not_measured}"))
    if where.worse_for_weeks:
        blocks.extend(_to_do(track.results.worse_for_weeks))
    blocks.extend(_what_stands_out(taken))
    blocks.extend(_worth_raising(taken))
    if moved:
        blocks.extend(what_moved(moved, whose="your"))
    blocks.extend(_to_try(taken))
    blocks.extend(_to_say(taken))
    blocks.extend(_worth_a_look(taken))
    if where.tried_more_than_once:
        blocks.extend(_to_do(track.results.fresh_look))
    if taken.set_aside:
        blocks.append(Heading("What you would rather not go into", level=2))
        blocks.extend(Bullet(name) for name in taken.set_aside)
    blocks.extend(_what_comes_next(bank, kept.track, where.stage))
    blocks.extend(_research(taken))
    blocks.extend(_how_it_was_made())
    blocks.extend(help_block())
    blocks.append(intended_use())
    blocks.extend((Heading("In my own words", level=2), Ruled(), Ruled()))
    return Page("What your answers point to", tuple(blocks))


def _to_do(card: Card) -> Iterator[Block]:
    yield Heading(card.title, level=2)
    for block in card_blocks(card):
        yield Bullet(block.text, box=True) if isinstance(block, Bullet) else block


def _what_stands_out(taken: Taken) -> Iterator[Block]:
    made = taken.results
    if made.card:
        yield from _to_do(made.card)
    if made.outcome is not Outcome.NOT_ENOUGH:
        yield Heading("All of it at one look", level=2)
        yield picture(taken)
    if not_me := taken.named(Rings.NOT_ME):
        yield Paragraph(f"You said that {'these are' if len(not_me) > 1 else 'this is'} not you: {'; '.join(not_me)}.")
    if taken.leading or not made.card:
        yield Heading(_title(taken), level=2)
    if not (taken.leading or made.card):
        yield Paragraph(
            "You said that what stands out in your answers is not you, or nothing to go into now. You know best."
        )
    yield from (Paragraph(one.text) for one in hanging_together(taken.leading, made.circumstances))
    for finding in taken.leading:
        yield from _finding(finding, taken)


def _title(taken: Taken) -> str:
    if taken.is_chosen:
        return "What you want to look at"
    if taken.results.card:
        return "Nearest to your answers"
    return "What stands out" + (", in no strict order" if len(taken.leading) > 1 else "")


def _finding(finding: Finding, taken: Taken) -> Iterator[Block]:
    reason, where = finding.reason, taken.results.circumstances
    yield Heading(reason.name, level=3)
    rings = taken.picks.rings.get(reason.id)
    yield Paragraph(f"{reason.summary} {_RINGS[rings]}" if rings else reason.summary)
    if taken.is_chosen or taken.results.outcome is not Outcome.NOT_FOUND:  # what is only nearest needs none yet
        yield from (Paragraph(one.text) for one in (*if_worse(reason, where)[:1], *may_mean(reason, where)[:1]))
        yield Paragraph(reason.does_not_mean)
    answers = taken.answers(finding, _ANSWERS if len(taken.leading) > 1 else _ANSWERS_OF_ONE)
    if answers:
        yield Paragraph("Your own answers behind it:")
        yield from answers


def _worth_raising(taken: Taken) -> Iterator[Block]:
    if raised := taken.results.findings.raised:
        yield Heading("Worth raising", level=2)
        yield from (Bullet(one.text) for one in raised)


def _to_try(taken: Taken) -> Iterator[Block]:
    picked = taken.picks.step_in(taken.track)
    steps = [picked] if picked else list(dict.fromkeys(_steps(taken)))
    if steps:
        yield Heading("Things to try", level=2)
        yield from (to_try(step, box=True) for step in steps)


def _steps(taken: Taken) -> Iterator[Step]:
    """Yields the first step of each reason, and then one to take with the therapist."""
    where = taken.results.circumstances
    first = [first_step_for(finding.reason, where) for finding in taken.leading]
    yield from (step for step in first if step)
    together = (step for finding in taken.leading[:1] for step in steps_for(finding.reason, where))
    yield from [step for step in together if step.group is StepGroup.WITH_THERAPIST][:1]


def _to_say(taken: Taken) -> Iterator[Block]:
    picked, where = taken.picks.line_in(taken.track), taken.results.circumstances
    first = [first_line_for(finding.reason, where) for finding in taken.leading]
    said = [picked] if picked else list(dict.fromkeys(line for line in first if line))
    if said:
        yield Heading("Words to say", level=2)
        yield from map(to_say, said)


def _worth_a_look(taken: Taken) -> Iterator[Block]:
    """Yields what is worth a look, with one step each, where nothing was picked to look at instead."""
    passed = (*taken.named(Rings.NOT_ME), *taken.set_aside)
    found = [one for one in taken.results.worth_a_look if one not in taken.leading and one.reason.name not in passed]
    if found and not taken.is_chosen:
        yield Heading("Worth a look", level=2)
    for finding in () if taken.is_chosen else found:
        step = first_step_for(finding.reason, taken.results.circumstances)
        yield Bullet(f"{finding.reason.name}: {finding.reason.summary}", (f"To try: {step.text}",) if step else ())


def _what_comes_next(bank: Bank, track: TrackId, stage: Stage | None) -> Iterator[Block]:
    parts = parts_for(bank.what_now, track, stage)
    if not parts:
        return
    part = parts[0]
    yield Heading(f"What comes next: {part.title[0].lower()}{part.title[1:]}", level=2)
    yield from (Paragraph(text) for text in part.text)
    first: dict[str, Sign] = {}  # one of each kind: never only those for staying
    for sign in signs(part):
        first.setdefault(sign.group, sign)
    yield from first.values()
    yield from (Bullet(point) for point in part.points[:_POINTS])


def _research(taken: Taken) -> Iterator[Block]:
    each = _NOTES if len(taken.leading) == 1 else 1
    where = taken.results.circumstances
    notes = dict.fromkeys(note for finding in taken.leading for note in research_for(finding.reason, where)[:each])
    if notes:
        yield Heading("What research says", level=2)
        yield from map(study, notes)


def _how_it_was_made() -> Iterator[Block]:
    yield Heading("How this was made, and what it cannot know", level=2)
    yield Paragraph(
        "Each answer says something about one or more reasons. A score is what your answers said, out of the most they "
        "could have said. One imaginary mild answer is added, so that one question cannot decide. A reason stands out "
        f"at {STANDS_OUT:g} or more out of 100, on enough answers."
    )
    yield Paragraph(
        "It knows only what you answered. How much each answer counts was set by judgement. "
        "The studies are averages over many people, mostly in Western countries. None of them used these questions."
    )
