"""Puts results, reasons and what comes next into words, as pages. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stuckpoint.bank import Bank, Reason, Track
from stuckpoint.bank.cards import Card, ResultWords
from stuckpoint.bank.safety import ON_TOP, SafetyWords
from stuckpoint.blocks import Block, Bullet, Heading, OneThing, Page, Paragraph, Scores, ToSay
from stuckpoint.engine import Circumstances, Finding, Picks, Results, Standing
from stuckpoint.engine.answers import RINGS
from stuckpoint.engine.results import LEADING, Outcome, first_line_for, first_step_for, hanging_together, level_with
from stuckpoint.engine.scoring import STANDS_OUT
from stuckpoint.pages import first_look
from stuckpoint.pages.evidence import answers_behind, lacks_answers, raised_answer, score, scores
from stuckpoint.pages.explanations import about, advice, card_blocks, card_page, what_now_page

# So many reasons are named on page one, that it may be taken in at one look; fewer beside a story or a card.
_NAMED, _BESIDE_A_STORY, _BESIDE_A_CARD = 4, 3, 1
_GOOD_NEWS = (Outcome.MOVING, Outcome.TOO_SOON)
_NOTHING_PICKED = Picks()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thing to read about.

    Attributes:
        page: all of it.
        screens: what of it is read first, a window at a time.
        aside: whether it is read only by those who ask for it.
    """

    page: Page
    screens: tuple[Page, ...]
    aside: bool = False

    @property
    def has_more(self) -> bool:
        """Says whether there is more of it than its screens hold."""
        return self.screens != (self.page,)


@dataclass(frozen=True, slots=True)
class Booklet:
    """All results in words.

    Attributes:
        front: page one. Its numbers, from 1, are those of the chapters.
        alert: the card that comes before everything else, where there is one.
    """

    alert: Page | None
    front: Page
    chapters: tuple[Chapter, ...]

    @property
    def on_the_way(self) -> tuple[int, ...]:
        """Returns the numbers of the chapters that are read one after another."""
        return tuple(number for number, chapter in enumerate(self.chapters, 1) if not chapter.aside)

    def screens(self) -> list[tuple[int, Page]]:
        """Returns what is read a window at a time, with the number of its chapter; page one, which is 0, first."""
        numbered = enumerate(self.chapters, 1)
        return [(0, self.front), *((number, page) for number, chapter in numbered for page in chapter.screens)]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Returns everything but page one, whole."""
        return tuple(chapter.page for chapter in self.chapters)

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
    moved: Page | None = None,
    *,
    in_short: bool = False,
) -> Booklet:
    """Returns the results of one run as pages, with what was picked, and the arithmetic last where it is wanted.

    Args:
        bank: the bank that was answered.
        results: what the answers came to.
        working: the arithmetic.
        picks: what was picked to take along.
        safety: on a screen that is cleared, what is said on top where a notice was opened.
        moved: what has moved since an earlier take.
        in_short: whether of the pages that everyone gets, only those that stand out are there.
    """
    track = bank.tracks[results.findings.track]
    where = results.circumstances
    shown = results.standing_out if in_short else results.shown
    chapters = [_about_finding(finding, results, track) for finding in shown]
    if results.findings.raised:
        chapters.append(_whole(Page("Worth raising", tuple(_raised(results, track)))))
    if moved:
        chapters.append(_whole(moved))
    if not in_short:
        chapters.extend(_for_everyone(bank, results))
    if picked := tuple(picked_blocks(track, picks)):
        chapters.append(_whole(Page("What you chose to take along", picked)))
    if working:
        chapters.append(_whole(working))
    alert = _on_top(track.results, where, safety)
    card = safety.nothing_stands_out if safety and where.light.first and results.card else results.card
    more = "The rest is there with --all." if in_short else _to_read(results, chapters)
    front = _front(track.results, results, card, more, is_first=not alert)
    return Booklet(alert=alert, front=front, chapters=tuple(chapters))


def _whole(page: Page) -> Chapter:
    return Chapter(page, (page,))


def _for_everyone(bank: Bank, results: Results) -> Iterator[Chapter]:
    track, where = bank.tracks[results.findings.track], results.circumstances
    if where.tried_more_than_once:
        yield _whole(card_page(_lit(track.results.fresh_look, where)))
    page = what_now_page(bank.what_now, track.id, where.stage, where.light)
    first = first_look.what_now(bank.what_now, track, where.stage, where.light)
    yield Chapter(page, (first or page,))
    rest = Page("The rest", tuple(_rest(track.results, results)))
    yield Chapter(rest, (rest,), aside=True)


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


def _front(words: ResultWords, results: Results, card: Card | None, more: str, *, is_first: bool) -> Page:
    blocks: list[Block] = []
    on_front = _on_front(results)
    story = hanging_together(results.standing_out, results.circumstances)
    if card:
        card = _lit(card, results.circumstances)
        blocks.extend((Heading(card.title, level=2), *card_blocks(card)))
    if on_front:
        blocks.append(scores(results.findings, on_front, numbered=True))
    blocks.extend(Paragraph(one.text) for one in story)
    acts = results.one_thing if is_first and not card else None  # the card on top has a one thing of its own
    if acts:
        blocks.extend(_one_thing(acts, results.circumstances))
    blocks.append(Paragraph(" ".join((*_to_know(words, results, acts, has_story=bool(story)), more))))
    return Page("What your answers point to", tuple(blocks))


def _to_know(words: ResultWords, results: Results, acts: Reason | None, *, has_story: bool) -> Iterator[str]:
    """Yields what page one says of itself; beside a story, what is said again on the last page waits there."""
    if acts:
        yield words.can_wait
    if results.outcome not in _GOOD_NEWS:
        yield words.stuck_is_common
    if not has_story:
        yield words.not_measured


def _on_front(results: Results) -> tuple[Finding, ...]:
    """Returns the findings that page one shows: fewer where a card or a story takes its room."""
    has_story = hanging_together(results.standing_out, results.circumstances)
    return results.shown[: _BESIDE_A_CARD if results.card else _BESIDE_A_STORY if has_story else _NAMED]


def _lit(card: Card, where: Circumstances) -> Card:
    """Returns a card in the light that results are read in; its line would be said to the therapist."""
    return replace(card, line="") if where.light.leaves_out_therapist else card


def _one_thing(reason: Reason, where: Circumstances) -> Iterator[Block]:
    step, line = first_step_for(reason, where), first_line_for(reason, where)
    yield Heading("If you do one thing", level=2)
    yield OneThing(step.text if step else "", line.text if line else "")


def _to_read(results: Results, chapters: Sequence[Chapter]) -> str:
    """Returns what else there is to read, by number: further reasons without their names."""
    first, last = len(_on_front(results)) + 1, len(results.shown)
    further = {0: [f"{last} Another reason"], 1: [f"{first} and {last} Other reasons"]}
    more = [] if first > last else further.get(last - first, [f"{first} to {last} Other reasons"])
    others = [f"{number} {chapter.page.title}" for number, chapter in enumerate(chapters[last:], last + 1)]
    return f"More: {'; '.join((*more, *others))}."


def _about_finding(finding: Finding, results: Results, track: Track) -> Chapter:
    reason, where = finding.reason, results.circumstances
    drawn = Scores((replace(score(finding), name="Your answers"),), int(STANDS_OUT), _about_its_score(finding, results))
    blocks: list[Block] = [drawn, Paragraph(reason.summary)]
    blocks.extend(about(reason, where))
    blocks.extend(_evidence(finding, where, track))
    blocks.extend(advice(reason, where))
    why = first_look.why(finding, replace(drawn, line_is_known=True), where, track)
    return Chapter(
        Page(reason.name, tuple(blocks)),
        (why, first_look.what_to_try(reason, where)),
        aside=finding not in (results.standing_out[:LEADING] or results.shown[:1]),
    )


def _about_its_score(finding: Finding, results: Results) -> str:
    """Returns what else there is to say about a score, beside what it is called."""
    if finding.standing is Standing.QUIET and finding in results.nearest:
        return "Your answers came nearest to this, though they say little for it."
    level = [one.reason.name for one in level_with(finding, results.findings.findings) if one in results.shown]
    if level and finding.standing in (Standing.STANDS_OUT, Standing.WORTH_A_LOOK):
        return f"It is about level with {' and with '.join(level)}."
    return ""


def _evidence(finding: Finding, where: Circumstances, track: Track) -> Iterator[Block]:
    behind = answers_behind(finding, track, where.stage)
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
        answer = raised_answer(items[raised.item], raised.option, results.circumstances.stage)
        yield Bullet(raised.text, (f"{answer.question} You said: {answer.answer}",))


def picked_blocks(track: Track, picks: Picks) -> Iterator[Block]:
    """Yields what was picked to take along."""
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
    few = [one for one in few if lacks_answers(one)]
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
