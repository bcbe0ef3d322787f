"""Puts results, reasons and what comes next into words, as pages. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stuckpoint.bank import Bank, Track
from stuckpoint.bank.cards import Card, ResultWords
from stuckpoint.bank.safety import ON_TOP, SafetyWords
from stuckpoint.blocks import Block, Bullet, Heading, OneThing, Page, Paragraph, Scores, ToSay
from stuckpoint.engine import Circumstances, Finding, Picks, Results, Standing
from stuckpoint.engine.picks import RINGS
from stuckpoint.engine.results import first_line_for, first_step_for, hanging_together, level_with
from stuckpoint.engine.scoring import STANDS_OUT
from stuckpoint.pages.evidence import answers_behind, raised_answer, score, scores
from stuckpoint.pages.explanations import about, advice, card_blocks, card_page, what_now_page

_NAMED = 4  # so many reasons are named on page one, that it may be taken in at one look
_ALSO = "Also"
_NOTHING_PICKED = Picks()


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


def booklet(
    bank: Bank,
    results: Results,
    working: Page | None = None,
    picks: Picks = _NOTHING_PICKED,
    safety: SafetyWords | None = None,
) -> Booklet:
    """Returns the results of one run as pages, with what was picked, and the arithmetic last where it is wanted.

    Args:
        bank: the bank that was answered.
        results: what the answers came to.
        working: the arithmetic.
        picks: what was picked to take along.
        safety: on a screen that is cleared, what is said on top where a notice was opened.
    """
    track = bank.tracks[results.findings.track]
    where = results.circumstances
    pages = [_finding_page(finding, results, track) for finding in results.shown]
    if results.findings.raised:
        pages.append(Page("Worth raising", tuple(_raised(results, track))))
    if where.tried_more_than_once:
        pages.append(card_page(_lit(track.results.fresh_look, where)))
    pages.append(what_now_page(bank.what_now, results.findings.track, ended=where.ended))
    pages.append(Page("The rest", tuple(_rest(track.results, results))))
    if picked := tuple(_picked(track, picks)):
        pages.append(Page("What you chose to take along", picked))
    if working:
        pages.append(working)
    alert = _on_top(track.results, where, safety)
    card = safety.nothing_stands_out if safety and where.light.first and results.card else results.card
    return Booklet(
        alert=alert, front=_front(track.results, results, card, pages, is_first=not alert), pages=tuple(pages)
    )


def _on_top(words: ResultWords, where: Circumstances, safety: SafetyWords | None) -> Page | None:
    """Returns the one card that comes before everything else, where there is cause for one."""
    first = where.light.first
    if first is None or safety is None:
        return card_page(_lit(words.worse_for_weeks, where)) if where.worse_for_weeks else None
    card = _lit(safety.on_top[first], where)
    also = [safety.also[other] for other in ON_TOP if other in where.light.concerns and other is not first]
    if where.worse_for_weeks:
        also.append(safety.worse_also)
    return Page(card.title, (*card_blocks(card), *map(Paragraph, also)))


def _front(words: ResultWords, results: Results, card: Card | None, pages: Sequence[Page], *, is_first: bool) -> Page:
    blocks: list[Block] = []
    if card:
        card = _lit(card, results.circumstances)
        blocks.extend((Heading(card.title, level=2), *card_blocks(card)))
    if on_front := results.shown[:_NAMED]:
        blocks.append(scores(results.findings, on_front, numbered=True))
    blocks.extend(Paragraph(one.text) for one in hanging_together(results.standing_out, results.circumstances))
    if results.beside:
        blocks.append(Paragraph(f"{results.beside.reason.name} is the nearest that does not lie with you alone."))
    if not card and is_first:  # the card on top has a one thing of its own
        blocks.extend(_one_thing(words, results))
    blocks.append(Paragraph(" ".join(_to_read(results, pages))))
    blocks.append(Paragraph(f"{words.stuck_is_common} {words.not_measured}"))
    return Page("What your answers point to", tuple(blocks))


def _lit(card: Card, where: Circumstances) -> Card:
    """Returns a card in the light that results are read in; its line would be said to the therapist."""
    return replace(card, line="") if where.light.leaves_out_therapist else card


def _one_thing(words: ResultWords, results: Results) -> Iterator[Block]:
    if results.one_thing is None:
        return
    yield Heading("If you do one thing", level=2)
    where = results.circumstances
    step, line = first_step_for(results.one_thing, where), first_line_for(results.one_thing, where)
    is_urgent = where.worse_for_weeks or where.light.first is not None
    yield OneThing(step.text if step else "", line.text if line else "", "" if is_urgent else words.can_wait)


def _to_read(results: Results, pages: Sequence[Page]) -> Iterator[str]:
    """Yields what else there is to read, by number; of many reasons, the first few by name."""
    told = range(1, min(_NAMED, len(results.shown)) + 1)
    groups: dict[str, list[int]] = {}
    for number in range(1, len(pages) + 1):
        finding = results.shown[number - 1] if number <= len(results.shown) else None
        if number not in told:
            groups.setdefault(_kind(finding, results), []).append(number)
    for kind, numbers in groups.items():
        few = numbers if kind == _ALSO else numbers[:1]
        rest = numbers[len(few) :]
        more = [f"more in {rest[0]} to {rest[-1]}" if len(rest) > 1 else f"one more in {rest[0]}"] if rest else []
        yield f"{kind}: {'; '.join([*(f'{number} {pages[number - 1].title}' for number in few), *more])}."


def _kind(finding: Finding | None, results: Results) -> str:
    if finding is None:
        return _ALSO
    if finding in results.standing_out:
        return "These stand out too"
    return "Worth a look" if finding in results.worth_a_look else "Nearest to your answers"


def _finding_page(finding: Finding, results: Results, track: Track) -> Page:
    reason, where = finding.reason, results.circumstances
    drawn = Scores((score(finding),), int(STANDS_OUT), _about_its_score(finding, results))
    blocks: list[Block] = [drawn, Paragraph(reason.summary)]
    blocks.extend(about(reason, where))
    blocks.extend(_evidence(finding, where, track))
    blocks.extend(advice(reason, where))
    return Page(reason.name, tuple(blocks))


def _about_its_score(finding: Finding, results: Results) -> str:
    """Returns what else there is to say about a score, beside what it is called."""
    if finding.standing is Standing.QUIET and finding in results.nearest:
        return "Your answers came nearest to this, though they say little for it."
    level = [one.reason.name for one in level_with(finding, results.findings.findings) if one in results.shown]
    if level and finding.standing in (Standing.STANDS_OUT, Standing.WORTH_A_LOOK):
        return f"It is about level with {' and with '.join(level)}."
    return ""


def _evidence(finding: Finding, where: Circumstances, track: Track) -> Iterator[Block]:
    behind = answers_behind(finding, track, ended=where.ended)
    yield Heading("Your own answers behind it", level=2)
    yield from behind
    if others := len(finding.contributions) - len(behind):
        more = "other " if behind else ""
        answers = f"1 {more}answer says" if others == 1 else f"{others} {more}answers say"
        yield Paragraph(f"{answers} little or nothing for it.")


def _raised(results: Results, track: Track) -> Iterator[Block]:
    items = {item.id: item for item in (*track.context, *track.items)}
    yield Paragraph("Whatever the rest says, these answers of yours are worth telling someone you trust.")
    for raised in results.findings.raised:
        answer = raised_answer(items[raised.item], raised.option, ended=results.circumstances.ended)
        yield Bullet(raised.text, (f"{answer.question} You said: {answer.answer}",))


def _picked(track: Track, picks: Picks) -> Iterator[Block]:
    names = {reason.id: reason.name for reason in track.reasons}
    yield from (Bullet(f"{names[id]}: {RINGS[rings]}") for id, rings in picks.rings.items())
    if picks.reasons:
        yield Heading("To look at", level=2)
        yield from (Bullet(names[id]) for id in picks.reasons)
    if step := picks.step_in(track):
        yield Heading("To try", level=2)
        yield Bullet(step.text)
    if line := picks.line_in(track):
        yield Heading("To say", level=2)
        yield ToSay(line.text)
    if picks.rather_not:
        yield Heading("What you would rather not go into", level=2)
        yield from (Bullet(names[id]) for id in picks.rather_not)


def _rest(words: ResultWords, results: Results) -> Iterator[Block]:
    shown = set(results.shown)
    quiet = [one for one in results.findings.findings if one not in shown and not one.on_few_answers]
    few = [one for one in results.findings.findings if one not in shown and one.on_few_answers]
    # Of a private part that was left out, no answer is missing.
    few = [one for one in few if one.contributions or not one.reason.private]
    if quiet:
        yield Heading("Your answers say little for these", level=2)
        yield from (Bullet(one.reason.name, (one.reason.summary,)) for one in quiet)
    if few:
        yield Heading("You answered too little about these to say", level=2)
        yield from (Bullet(one.reason.name, (one.reason.summary,)) for one in few)
    yield Heading("What this cannot know", level=2)
    yield Paragraph(words.not_measured)
    yield Paragraph(
        "It knows only what you answered. How much each answer counts was set by judgement. "
        "The studies it names are averages over many people, mostly in Western countries. "
        "None of them used this quiz."
    )
