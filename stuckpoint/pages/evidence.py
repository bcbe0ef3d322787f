"""The answers behind a finding, in words, and the arithmetic of every score. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from stuckpoint.bank import Bank, Item, Reason, Track
from stuckpoint.blocks import Block, Bullet, Gap, Heading, Page, Paragraph
from stuckpoint.engine import Finding, Findings, Standing
from stuckpoint.engine.scoring import GATE, PRIOR, PRIOR_WEIGHT, STANDS_OUT, WORTH_A_LOOK, Contribution, below


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question as it was put, and what was said to it."""

    question: str
    said: str


def answers_behind(finding: Finding, track: Track, *, ended: bool) -> tuple[Answer, ...]:
    """Returns the answers that say at least half of what they could for a reason, the strongest first."""
    items = {item.id: item for item in track.items}
    whole = finding.answered_weight + PRIOR_WEIGHT
    reason = finding.reason.id
    strong = [
        one
        for one in finding.contributions
        if not below(one.points, 50 * items[one.item].most[reason] / whole) and one.points > 0
    ]
    answers = []
    for contribution in sorted(strong, key=lambda one: -one.points):
        item = items[contribution.item]
        said = "; ".join(said_for(finding.reason, contribution, item))
        answers.append(Answer(question=item.asked_as(ended=ended), said=said))
    return tuple(answers)


def said_for(reason: Reason, contribution: Contribution, item: Item) -> tuple[str, ...]:
    """Returns what was said to an item that counts for a reason."""
    return tuple(option.text for option in item.chosen(contribution.options) if option.balanced.get(reason.id))


def raised_answer(item: Item, option: str, *, ended: bool) -> Answer:
    """Returns the answer behind something that is worth raising."""
    said = next(one.text for one in item.options if one.id == option)
    return Answer(question=item.asked_as(ended=ended), said=said)


_STANDINGS = {
    Standing.STANDS_OUT: "stands out",
    Standing.WORTH_A_LOOK: "worth a look",
    Standing.QUIET: "quiet",
    Standing.NOT_ENOUGH: "not enough answers",
}


def working_page(bank: Bank, findings: Findings, *, ended: bool) -> Page:
    """Returns each score with what it was made of; `ended` says how the questions were put."""
    track = bank.tracks[findings.track]
    blocks: list[Block] = [
        Paragraph(
            "Each answer says something about one or more reasons. A score is what your answers said, "
            "out of the most they could have said."
        ),
        Paragraph(
            f"One imaginary mild answer is added, {PRIOR:g} out of {PRIOR_WEIGHT:g}, so that one question cannot "
            "decide. This is why full marks come to a little less than 100."
        ),
        Paragraph(
            f"A reason stands out at {STANDS_OUT:g} or more, if your answers could have said at least {GATE:g}. "
            f"It is worth a look at {WORTH_A_LOOK:g} or more. These lines were set by judgement and trial runs, "
            "not by norms."
        ),
    ]
    for finding in findings.findings:
        blocks.extend(_finding(finding, track, ended=ended))
    return Page("How the scores were made", tuple(blocks))


def _finding(finding: Finding, track: Track, *, ended: bool) -> Iterator[Block]:
    yield Gap()
    yield Heading(finding.reason.name, level=2)
    if finding.score is None:
        yield Paragraph("No answer about this, so no score.")
        return
    items = {item.id: item for item in track.items}
    whole = finding.answered_weight + PRIOR_WEIGHT
    said = 0.0
    for contribution in finding.contributions:
        value = contribution.points * whole / 100
        said += value
        item = items[contribution.item]
        most = item.most[finding.reason.id]
        yield Bullet(
            item.asked_as(ended=ended),
            (f"{value:.6g} out of {most:.6g}. You said: {_said(contribution, item, finding)}",),
        )
    yield Paragraph(
        f"Score: 100 x ({said:.6g} + {PRIOR:g}) / ({finding.answered_weight:.6g} + {PRIOR_WEIGHT:g}) = "
        f"{finding.score:.6g}, so {_STANDINGS[finding.standing]}."
    )


def _said(contribution: Contribution, item: Item, finding: Finding) -> str:
    """Returns what was said that counts for a reason; where nothing does, what else was, unless that is private."""
    counts = said_for(finding.reason, contribution, item)
    if not counts and item.private:
        return "something else"
    return "; ".join(counts or [option.text for option in item.chosen(contribution.options)])
