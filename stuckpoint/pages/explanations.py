"""Puts reasons, cards and what comes next into words, as pages, without anybody's answers. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from stuckpoint.bank.cards import Card, WhatNowPart
from stuckpoint.bank.model import Advice, LiesWith, Reason, Step, StepGroup, Track
from stuckpoint.blocks import Block, Bullet, Gap, Heading, Page, Paragraph
from stuckpoint.engine.results import Circumstances, explanation, lines_for, steps_for

_WHERE_IT_LIES = {
    LiesWith.YOU: "with you, or with a part of you",
    LiesWith.THERAPIST: "with your therapist",
    LiesWith.BETWEEN_US: "between you and your therapist",
    LiesWith.METHOD: "with the way of working",
    LiesWith.SETTING: "with the setting: the time, place, cost or format",
    LiesWith.LIFE: "with life around therapy",
    LiesWith.PARTNER: "between you and your partner",
    LiesWith.TIMING: "with the timing",
}
_GROUPS = {
    StepGroup.YOU: "On your own",
    StepGroup.WITH_THERAPIST: "With your therapist",
    StepGroup.ELSEWHERE: "Elsewhere",
}

# The parts of what comes next that serve where therapy has ended, where a bank has them.
_AFTER_THE_END = ("five_ideas", "questions_for_a_new_therapist")


def reason_page(reason: Reason, where: Circumstances) -> Page:
    """Returns everything there is to read about a reason, without anybody's answers."""
    return Page(reason.name, (Paragraph(reason.summary), *about(reason, where), *advice(reason, where)))


def reasons_page(tracks: Iterable[Track], command: str) -> Page:
    """Returns the list of reasons, track by track; `command` says how to read one."""
    blocks: list[Block] = [Paragraph("One thing that may be going on, or more than one:")]
    for track in tracks:
        blocks.append(Heading(track.name, level=2))
        blocks.extend(Bullet(f"{reason.name} ({reason.id})", (reason.summary,)) for reason in track.reasons)
    return Page("The reasons", (*blocks, Gap(), Paragraph(command)))


def parts_for(parts: Sequence[WhatNowPart], track: str | None, *, ended: bool) -> list[WhatNowPart]:
    """Returns the parts of what comes next that are for a track; where therapy has ended, those for that come first."""
    here = [part for part in parts if not (track and part.tracks) or track in part.tracks]
    return sorted(here, key=lambda part: ended and part.id not in _AFTER_THE_END)


def what_now_page(parts: Sequence[WhatNowPart], track: str | None = None, *, ended: bool = False) -> Page:
    """Returns what comes next, whatever the scores: in one track, or without it for everyone."""
    blocks: list[Block] = []
    for part in parts_for(parts, track, ended=ended):
        blocks.append(Heading(part.title, level=2))
        blocks.extend(Paragraph(text) for text in part.text)
        blocks.extend(Bullet(point) for point in part.points)
    return Page("What comes next", tuple(blocks))


def card_page(card: Card) -> Page:
    """Returns a result that is not about one reason."""
    return Page(card.title, tuple(card_blocks(card)))


def card_blocks(card: Card) -> Iterator[Block]:
    """Yields what a card says."""
    yield from (Paragraph(text) for text in card.text)
    yield from (Bullet(step) for step in card.steps)
    if card.line:
        yield Paragraph(f'Words to say: "{card.line}"')


def about(reason: Reason, where: Circumstances) -> Iterator[Block]:
    """Yields what a reason may mean, where it may lie, and what it does not mean."""
    lies_with = [_WHERE_IT_LIES[place] for place in LiesWith if place in reason.lies_with]
    yield Heading("What it may mean", level=2)
    yield from (Paragraph(paragraph.text) for paragraph in explanation(reason, where))
    yield Paragraph(f"Where it may lie: {'; '.join(lies_with)}.")
    yield Heading("What it does not mean", level=2)
    yield Paragraph(reason.does_not_mean)


def advice(reason: Reason, where: Circumstances) -> Iterator[Block]:
    """Yields what to try, what to say, and what research says."""
    steps = steps_for(reason, where)
    for group, title in _GROUPS.items():
        here = [step for step in steps if step.group is group]
        if here:
            yield Heading(f"Things to try: {title[0].lower()}{title[1:]}", level=2)
            yield from (_tried(step) for step in here)
    if lines := lines_for(reason, where):
        yield Heading("Words to say", level=2)
        yield from (Bullet(f'"{line.text}"', how_it_may_go(line)) for line in lines)
    if reason.research:
        yield Heading("What research says", level=2)
        yield from (Bullet(note.says, (str(note.reference),)) for note in reason.research)


def _tried(step: Step) -> Bullet:
    return Bullet(step.text, how_it_may_go(step))


def how_it_may_go(advice: Advice) -> tuple[str, ...]:
    """Returns what a good answer sounds like, and what to do if it goes badly."""
    good = (f"A good answer: {advice.good_answer}",) if advice.good_answer else ()
    badly = (f"If it goes badly: {advice.if_it_goes_badly}",) if advice.if_it_goes_badly else ()
    return (*good, *badly)
