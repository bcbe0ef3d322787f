"""Puts results, reasons and what comes next into words, as pages. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stuckpoint.blocks import Block, Bullet, Gap, Heading, Numbered, Page, Paragraph
from stuckpoint.model import Advice, Bank, Card, Item, ItemId, LiesWith, Reason, Step, StepGroup, WhatNowPart
from stuckpoint.results import (
    LEADING,
    Circumstances,
    Results,
    explanation,
    first_line_for,
    first_step_for,
    level_with,
    lines_for,
    steps_for,
)
from stuckpoint.scoring import PRIOR_WEIGHT, Finding, Standing, below

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
_STANDINGS = {
    Standing.STANDS_OUT: "This stands out in your answers.",
    Standing.WORTH_A_LOOK: "This is worth a look.",
    Standing.QUIET: "Your answers say little for this.",
    Standing.NOT_ENOUGH: "You answered too little about this to say.",
}


@dataclass(frozen=True, slots=True)
class Booklet:
    """All results in words.

    Attributes:
        front: page one. Its numbers, from 1, are those of the pages.
        alert: the card that comes before everything else, where there is one.
    """

    alert: Page | None
    front: Page
    pages: tuple[Page, ...]

    def everything(self) -> Iterator[Page]:
        """Yields all pages in reading order."""
        if self.alert:
            yield self.alert
        yield self.front
        for number, page in enumerate(self.pages, 1):
            yield replace(page, title=f"{number}. {page.title}")


def booklet(bank: Bank, results: Results, working: Page | None = None) -> Booklet:
    """Returns the results of one run as pages, with the arithmetic last where it is wanted."""
    track = bank.tracks[results.findings.track]
    items = {item.id: item for item in (*track.context, *track.items)}
    where = results.circumstances
    pages = [_finding_page(finding, results, items) for finding in results.shown]
    if results.findings.raised:
        pages.append(Page("Worth raising", tuple(_raised(results, items))))
    if where.tried_more_than_once:
        pages.append(card_page(bank.results.fresh_look))
    pages.append(what_now_page(bank.what_now))
    pages.append(Page("The rest, and what this cannot know", tuple(_rest(bank, results))))
    if working:
        pages.append(working)
    return Booklet(
        alert=card_page(bank.results.worse_for_weeks) if where.worse_for_weeks else None,
        front=_front(bank, results, pages),
        pages=tuple(pages),
    )


def reason_page(reason: Reason, where: Circumstances) -> Page:
    """Returns everything there is to read about a reason, without anybody's answers."""
    return Page(reason.name, (Paragraph(reason.summary), *_about(reason, where), *_advice(reason, where)))


def reasons_page(reasons: Iterable[Reason], command: str) -> Page:
    """Returns the list of reasons; `command` says how to read one."""
    blocks: list[Block] = [Paragraph("One thing that may be going on, or more than one:")]
    blocks.extend(Bullet(f"{reason.name} ({reason.id})", (reason.summary,)) for reason in reasons)
    return Page("The reasons", (*blocks, Gap(), Paragraph(command)))


def what_now_page(parts: tuple[WhatNowPart, ...]) -> Page:
    """Returns what comes next, whatever the scores."""
    blocks: list[Block] = []
    for part in parts:
        blocks.append(Heading(part.title, part=True))
        blocks.extend(Paragraph(text) for text in part.text)
        blocks.extend(Bullet(point) for point in part.points)
    return Page("What comes next", tuple(blocks))


def card_page(card: Card) -> Page:
    """Returns a result that is not about one reason."""
    return Page(card.title, tuple(_card(card)))


def _card(card: Card) -> Iterator[Block]:
    yield from (Paragraph(text) for text in card.text)
    yield from (Bullet(step) for step in card.steps)
    if card.line:
        yield Paragraph(f'Words to say: "{card.line}"')


def _front(bank: Bank, results: Results, pages: Sequence[Page]) -> Page:
    blocks: list[Block] = [Paragraph(f"{bank.results.stuck_is_common} {bank.results.not_measured}")]
    if results.card:
        blocks.extend((Heading(results.card.title, part=True), *_card(results.card)))
    else:
        blocks.extend(_what_stands_out(results))
        blocks.extend(_one_thing(bank, results))
    blocks.append(Paragraph(" ".join(_to_read(results, pages))))
    return Page("What your answers point to", tuple(blocks))


def _what_stands_out(results: Results) -> Iterator[Block]:
    several = ", in no strict order" if len(results.standing_out) > 1 else ""
    yield Heading(f"What stands out{several}", part=True)
    for number, finding in enumerate(results.standing_out[:LEADING], 1):
        yield Numbered(number, f"{finding.reason.name}. {finding.reason.summary}")
    if results.beside:
        number = len(results.standing_out) + 1
        yield Numbered(number, f"{results.beside.reason.name}. It is the nearest that does not lie with you alone.")


def _one_thing(bank: Bank, results: Results) -> Iterator[Block]:
    if results.one_thing is None:
        return
    yield Heading("If you do one thing", part=True)
    if step := first_step_for(results.one_thing, results.circumstances):
        yield Bullet(step.text)
    if line := first_line_for(results.one_thing, results.circumstances):
        yield Bullet(f'Or say: "{line.text}"')
    yield Bullet(bank.results.can_wait)


def _to_read(results: Results, pages: Sequence[Page]) -> Iterator[str]:
    """Yields what else there is to read, by number."""
    leading = min(LEADING, len(results.standing_out)) + (results.beside is not None)
    groups: dict[str, list[str]] = {}
    for number, page in enumerate(pages, 1):
        finding = results.shown[number - 1] if number <= len(results.shown) else None
        if number > leading:
            groups.setdefault(_kind(finding, results), []).append(f"{number} {page.title}")
    for kind, entries in groups.items():
        yield f"{kind}: {'; '.join(entries)}."


def _kind(finding: Finding | None, results: Results) -> str:
    if finding is None:
        return "Also here"
    if finding in results.standing_out:
        return "These stand out too"
    return "Worth a look" if finding in results.worth_a_look else "Nearest to your answers"


def _finding_page(finding: Finding, results: Results, items: dict[ItemId, Item]) -> Page:
    reason, where = finding.reason, results.circumstances
    standing = _STANDINGS[finding.standing]
    if finding.standing is Standing.WORTH_A_LOOK and finding.on_few_answers:
        standing += " It rests on few answers."
    level = [one.reason.name for one in level_with(finding, results.findings.findings) if one in results.shown]
    if level:
        standing += f" It is about level with {' and '.join(level)}."
    blocks: list[Block] = [Paragraph(standing), Paragraph(reason.summary)]
    blocks.extend(_about(reason, where))
    blocks.extend(_evidence(finding, where, items))
    blocks.extend(_advice(reason, where))
    return Page(reason.name, tuple(blocks))


def _about(reason: Reason, where: Circumstances) -> Iterator[Block]:
    lies_with = [_WHERE_IT_LIES[place] for place in LiesWith if place in reason.lies_with]
    yield Heading("What it may mean", part=True)
    yield from (Paragraph(paragraph.text) for paragraph in explanation(reason, where))
    yield Paragraph(f"Where it may lie: {'; '.join(lies_with)}.")
    yield Heading("What it does not mean", part=True)
    yield Paragraph(reason.does_not_mean)


def _evidence(finding: Finding, where: Circumstances, items: dict[ItemId, Item]) -> Iterator[Block]:
    """Yields the answers that say at least half of what they could for the reason, the strongest first."""
    whole = finding.answered_weight + PRIOR_WEIGHT
    reason = finding.reason.id
    behind = [
        one
        for one in finding.contributions
        if not below(one.points, 50 * items[one.item].most[reason] / whole) and one.points > 0
    ]
    yield Heading("Your own answers behind it", part=True)
    for contribution in sorted(behind, key=lambda one: -one.points):
        item = items[contribution.item]
        chosen = [option for option in item.options if option.id in contribution.options]
        said = "; ".join(option.text for option in chosen if option.balanced.get(reason))
        yield Bullet(item.asked_as(ended=where.ended), (f"You said: {said}",))
    if others := len(finding.contributions) - len(behind):
        answers = "1 other answer says" if others == 1 else f"{others} other answers say"
        yield Paragraph(f"{answers} little or nothing for it.")


def _advice(reason: Reason, where: Circumstances) -> Iterator[Block]:
    steps = steps_for(reason, where)
    for group, title in _GROUPS.items():
        here = [step for step in steps if step.group is group]
        if here:
            yield Heading(f"Things to try: {title[0].lower()}{title[1:]}", part=True)
            yield from (_tried(step) for step in here)
    if lines := lines_for(reason, where):
        yield Heading("Words to say", part=True)
        yield from (Bullet(f'"{line.text}"', _how_it_may_go(line)) for line in lines)
    if reason.research:
        yield Heading("What research says", part=True)
        yield from (Bullet(note.says, (str(note.reference),)) for note in reason.research)


def _tried(step: Step) -> Bullet:
    return Bullet(step.text, _how_it_may_go(step))


def _how_it_may_go(advice: Advice) -> tuple[str, ...]:
    good = (f"A good answer: {advice.good_answer}",) if advice.good_answer else ()
    badly = (f"If it goes badly: {advice.if_it_goes_badly}",) if advice.if_it_goes_badly else ()
    return (*good, *badly)


def _raised(results: Results, items: dict[ItemId, Item]) -> Iterator[Block]:
    yield Paragraph("Whatever the rest says, these answers of yours are worth telling someone you trust.")
    for raised in results.findings.raised:
        item = items[raised.item]
        option = next(option for option in item.options if option.id == raised.option)
        yield Bullet(raised.text, (f"{item.asked_as(ended=results.circumstances.ended)} You said: {option.text}",))


def _rest(bank: Bank, results: Results) -> Iterator[Block]:
    shown = set(results.shown)
    quiet = [one for one in results.findings.findings if one not in shown and not one.on_few_answers]
    few = [one for one in results.findings.findings if one not in shown and one.on_few_answers]
    if quiet:
        yield Heading("Your answers say little for these", part=True)
        yield from (Bullet(one.reason.name) for one in quiet)
    if few:
        yield Heading("You answered too little about these to say", part=True)
        yield from (Bullet(one.reason.name) for one in few)
    yield Heading("What this cannot know", part=True)
    yield Paragraph(bank.results.not_measured)
    yield Paragraph(
        "It knows only what you answered. How much each answer counts was set by judgement. "
        "The studies it names are averages over many people, mostly in Western countries. "
        "None of them used this quiz."
    )
