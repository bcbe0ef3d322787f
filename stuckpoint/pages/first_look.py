"""What is read first of a reason and of what comes next: as much as a window of 80 by 24 holds. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stuckpoint.bank import Light, OpeningLine, Reason, Stage, Step, StepGroup, Track
from stuckpoint.bank.cards import WhatNowPart
from stuckpoint.blocks import Block, Heading, Page, Paragraph, Scores
from stuckpoint.engine import Circumstances, Finding
from stuckpoint.engine.results import explanation, first_line_for, first_step_for, lines_for, steps_for
from stuckpoint.pages.evidence import answers_behind
from stuckpoint.pages.explanations import GROUPS, for_stage, parts_for, to_say, to_try, what_now_blocks

_ANSWERS, _LINES = 3, 2
_NOTHING = "There is nothing to try here that fits how things are for you now."


def why(finding: Finding, drawn: Scores, where: Circumstances, track: Track) -> Page:
    """Returns what a reason is and is not, how far the answers lean to it, and those that say most."""
    reason = finding.reason
    meaning = " ".join((*(one.text for one in explanation(reason, where)[:1]), reason.does_not_mean))
    blocks: list[Block] = [drawn, Paragraph(reason.summary), Paragraph(meaning)]
    if answers := answers_behind(finding, track, where.stage)[:_ANSWERS]:
        blocks.extend((Heading("Your own answers behind it", level=2), *answers))
    return Page(reason.name, tuple(blocks))


def what_to_try(reason: Reason, where: Circumstances) -> Page:
    """Returns one step of each group, as it may go, and words to say."""
    blocks: list[Block] = []
    for step in first_steps(reason, where):
        blocks.append(to_try(step, lead=f"{for_stage(where, GROUPS[step.group])}: "))
    if lines := first_lines(reason, where):
        blocks.extend((Heading("Words to say", level=2), *map(to_say, lines)))
    return Page(f"{reason.name}: what to try", tuple(blocks) or (Paragraph(_NOTHING),))


def first_steps(reason: Reason, where: Circumstances) -> Iterator[Step]:
    """Yields one step of each group: the reason's first step, or else the first that serves."""
    steps, first = steps_for(reason, where), first_step_for(reason, where)
    for group in StepGroup:
        here = [step for step in steps if step.group is group]
        yield from [first] if first in here and first else here[:1]


def first_lines(reason: Reason, where: Circumstances) -> Sequence[OpeningLine]:
    """Returns the reason's first line, and one more."""
    first = first_line_for(reason, where)
    return sorted(lines_for(reason, where), key=lambda line: line is not first)[:_LINES]


def what_now(parts: Sequence[WhatNowPart], track: Track, stage: Stage | None, light: Light) -> Page | None:
    """Returns the first part of what comes next, with the last of its paragraphs; None where a bank has none."""
    for part in parts_for(parts, track.id, stage)[:1]:
        title = f"What comes next: {part.title[0].lower()}{part.title[1:]}"
        return Page(title, tuple(what_now_blocks(replace(part, text=part.text[-1:]), light)))
    return None
