"""The page for a therapist: one's own voice first, on what is not private. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from stuckpoint.bank import Bank, Stage, StepGroup
from stuckpoint.bank.context import EARLIER, PROGRESS, STAGE, WORSE_FOR
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.blocks import Block, Bullet, Heading, Page, Paragraph, Ruled, Scores, ToSay, intended_use
from stuckpoint.engine import Finding, Kept, Standing
from stuckpoint.engine.answers import Rings
from stuckpoint.engine.change import Changes
from stuckpoint.engine.results import Outcome, first_line_for
from stuckpoint.engine.scoring import STANDS_OUT
from stuckpoint.pages.changed import what_moved
from stuckpoint.pages.evidence import score
from stuckpoint.pages.taken import Taken, help_block, in_words, take

_ANSWERS = {1: 3, 2: 2}  # so many behind each of so many reasons; of more reasons, one each
_OUTCOMES = {
    Outcome.MOVING: "No reason for being stuck stood out in my answers. I said things are better, or a bit better.",
    Outcome.TOO_SOON: "No reason for being stuck stood out in my answers. We have only just begun.",
    Outcome.NOT_FOUND: "I feel stuck, and no reason for it stood out clearly in my answers.",
    Outcome.NOT_ENOUGH: "I answered too few questions for anything to stand out.",
}
_ONCE_ENDED = {
    Outcome.MOVING: "No reason for being stuck stood out in my answers. I said things got better, or a bit better.",
    Outcome.NOT_FOUND: "I felt stuck, and no reason for it stood out clearly in my answers.",
}
_STANDS = {
    STAGE: "Therapy now",
    PROGRESS: "What I came for, since I started",
    WORSE_FOR: "It has been worse for",
    EARLIER: "Therapy before this that did not help",
}
_RINGS = {Rings.TRUE: "This rings true for me.", Rings.PARTLY: "This rings partly true for me."}


def page_for_therapist(bank: Bank, kept: Kept, date: str = "", moved: Changes | None = None) -> Page:
    """Returns the page. Its bytes depend on answers and picks that are not private, on the date and on what moved."""
    told = kept.without_private(bank)
    taken = take(bank, told)
    blocks: list[Block] = [Paragraph(in_words(date))] if date else []
    where = taken.results.circumstances
    goes = "therapy went" if where.ended else "therapy is going"
    about = "what keeps me from starting therapy" if where.stage is Stage.NEVER else f"how {goes} for me"
    blocks.append(
        Paragraph(
            f"I answered some questions about {about}. The answers are mine. "
            "The questions, the headings and what is quoted are the quiz's words."
        )
    )
    blocks.extend(Paragraph(sentence) for sentence in told.changed)
    blocks.extend(_worse_for_weeks(taken))
    blocks.extend(_where_i_stand(taken, told))
    blocks.extend(_what_stood_out(taken))
    if moved:
        blocks.extend(what_moved(moved, whose="my", but=moved.set_aside.union(taken.picks.rather_not)))
    blocks.extend(_to_try_or_ask(taken))
    if taken.set_aside:
        blocks.append(Heading("What I would rather not go into", level=2))
        # By no name: a name would tell what nobody is to ask about.
        blocks.append(Paragraph("Something else came up that I would rather not go into, and not be asked about, now."))
    blocks.extend((Heading("In my own words", level=2), Ruled()))
    blocks.extend(_for_the_therapist())
    blocks.extend(help_block())
    blocks.append(intended_use())
    return Page("What I noticed, and would like us to look at", tuple(blocks))


def _worse_for_weeks(taken: Taken) -> Iterator[Block]:
    if not taken.results.circumstances.worse_for_weeks:
        return
    yield Heading("First of all", level=2)
    yield Paragraph(
        "What I came for has been worse for weeks or longer. I would like a plan for that now, and a day on which "
        "we look at it again."
    )


def _where_i_stand(taken: Taken, told: Kept) -> Iterator[Block]:
    """Yields what was said before the questions: where therapy stands, and how it has been since it began."""
    path = on_path(as_met(taken.track, told.responses).context, told.responses)
    said = {item.id: item.chosen(told.responses[item.id]) for item in taken.track.context if path.get(item.id)}
    if taken.results.circumstances.worse_for_weeks:  # that came first of all
        said.pop(WORSE_FOR, None)
    if any(id in said for id in _STANDS):
        yield Heading("Where I stand", level=2)
    for id, words in _STANDS.items():
        if chosen := said.get(id):
            yield Bullet(f"{words}: {chosen[0].text}")


def _what_stood_out(taken: Taken) -> Iterator[Block]:
    outcome = taken.results.outcome
    yield Heading("What I would like to look at" if taken.is_chosen else "What stood out", level=2)
    if outcome in _OUTCOMES and not taken.is_chosen:
        ended = taken.results.circumstances.ended
        yield Paragraph(_ONCE_ENDED.get(outcome, _OUTCOMES[outcome]) if ended else _OUTCOMES[outcome])
        if taken.leading:
            yield Paragraph("This is what my answers came nearest to:")
    if outcome not in _OUTCOMES and not taken.leading:
        yield Paragraph("What stood out in my answers does not seem right to me, or I would rather not go into it now.")
    if taken.leading:
        yield Scores(tuple(map(score, taken.leading)), int(STANDS_OUT))
    for finding in taken.leading:
        yield from _finding(finding, taken)


def _finding(finding: Finding, taken: Taken) -> Iterator[Block]:
    yield Heading(finding.reason.name, level=3)
    yield Paragraph(f'"{finding.reason.summary}"')
    rings = _RINGS.get(taken.picks.rings.get(finding.reason.id, Rings.NOT_ME), "")
    answers = taken.answers(finding, _ANSWERS.get(len(taken.leading), 1))
    others_do = taken.results.outcome is Outcome.STANDS_OUT
    level = "It did not stand out in my answers." if others_do and finding.standing is not Standing.STANDS_OUT else ""
    if said := " ".join(part for part in (rings, level) if part):
        yield Paragraph(said)
    yield from (replace(answer, said="I said:") for answer in answers)


def _to_try_or_ask(taken: Taken) -> Iterator[Block]:
    line, step = taken.picks.line_in(taken.track), taken.picks.step_in(taken.track)
    told = step is not None and step.group is not StepGroup.ELSEWHERE  # none that leads away without a word
    if line or told:
        yield Heading("What I would like to try or ask", level=2)
    elif suggested := list(dict.fromkeys(_suggested(taken))):
        yield Heading("Words that were suggested to me", level=2)
        yield from map(ToSay, suggested)
    if line:
        yield ToSay(line.text)
    if step and told:  # its words speak to the person who tries it
        yield Bullet("Of the steps that were suggested to me, I chose this one:", (step.text,))


def _suggested(taken: Taken) -> Iterator[str]:
    lines = [first_line_for(finding.reason, taken.results.circumstances) for finding in taken.leading]
    if not any(lines) and taken.results.card and taken.results.card.line:
        yield taken.results.card.line
    yield from (line.text for line in lines if line)


def _for_the_therapist() -> Iterator[Block]:
    yield Heading("For you, the therapist", level=2)
    yield Paragraph(
        "Every such page asks this of you: before you show it to anyone, or speak of it with others there, ask the "
        "person alone. It is what their answers to a short quiz point to: a place to begin. You could ask what they "
        "had in mind."
    )
    yield Paragraph(
        "It is no assessment of them or of you. Nothing was measured against norms, and what is not here was not "
        "ruled out."
    )
