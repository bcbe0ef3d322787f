"""The answers behind a finding, in words, and the arithmetic of every score. Pure."""

from collections.abc import Iterator, Sequence
from math import floor

from stuckpoint.bank import Bank, Item, Reason, Stage, Track
from stuckpoint.blocks import Block, Gap, Heading, OwnAnswer, Page, Paragraph, Score, Scores, Table
from stuckpoint.engine import Finding, Findings, Standing
from stuckpoint.engine.scoring import GATE, PRIOR, PRIOR_WEIGHT, STANDS_OUT, WORTH_A_LOOK, Contribution, below


def answers_behind(finding: Finding, track: Track, stage: Stage | None) -> tuple[OwnAnswer, ...]:
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
        answers.append(OwnAnswer(item.asked_as(stage), said))
    return tuple(answers)


def said_for(reason: Reason, contribution: Contribution, item: Item) -> tuple[str, ...]:
    """Returns what was said to an item that counts for a reason."""
    return tuple(option.text for option in item.chosen(contribution.options) if option.balanced.get(reason.id))


def raised_answer(item: Item, option: str, stage: Stage | None) -> OwnAnswer:
    """Returns the answer behind something that is worth raising."""
    said = next(one.text for one in item.options if one.id == option)
    return OwnAnswer(item.asked_as(stage), said)


_STANDINGS = {
    Standing.STANDS_OUT: "stands out",
    Standing.WORTH_A_LOOK: "worth a look",
    Standing.QUIET: "quiet",
    Standing.NOT_ENOUGH: "not enough answers",
}
_PLACES = 6  # scores that differ after so many are level


def score(finding: Finding, key: int = 0) -> Score:
    """Returns a finding as a score, which `key` leads on from; without a number where too little was answered."""
    is_known = finding.score is not None and finding.standing is not Standing.NOT_ENOUGH
    return Score(
        name=finding.reason.name,
        number=int(round(finding.score or 0.0, _PLACES)) if is_known else None,
        standing=_STANDINGS[finding.standing],
        stands_out=finding.standing is Standing.STANDS_OUT,
        few=finding.standing is Standing.WORTH_A_LOOK and finding.on_few_answers,
        key=key,
    )


def lacks_answers(finding: Finding) -> bool:
    """Says whether answers are missing about a reason: none is of a private part left out, or of what is not asked."""
    return finding.is_asked_about and bool(finding.contributions or not finding.reason.private)


def scores(found: Findings, shown: Sequence[Finding], *, numbered: bool = False) -> Scores:
    """Returns some findings as scores, with what is to be said of the others in one line.

    Args:
        found: all findings.
        shown: those that are shown, in this order.
        numbered: whether each is read about by typing its number.
    """
    left = [one for one in found.findings if one not in shown]
    few = [one for one in left if one.standing is Standing.NOT_ENOUGH and lacks_answers(one)]
    said = (
        (sum(one.standing is Standing.STANDS_OUT for one in left), "more stands out", "more stand out"),
        (sum(one.standing is Standing.WORTH_A_LOOK for one in left), "more is worth a look", "more are worth a look"),
        (sum(one.standing is Standing.QUIET for one in left), "other is quiet", "others are quiet"),
        (len(few), "has not enough answers", "have not enough answers"),
    )
    others = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in said if count)
    numbers = range(1, len(shown) + 1) if numbered else [0] * len(shown)
    drawn = tuple(score(one, number) for one, number in zip(shown, numbers, strict=True))
    return Scores(drawn, int(STANDS_OUT), f"{others}." if others else "")


def working_page(bank: Bank, findings: Findings, stage: Stage | None) -> Page:
    """Returns each score with what it was made of; the stage says how the questions were put."""
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
        blocks.extend(_finding(finding, track, stage))
    return Page("How the scores were made", tuple(blocks))


def _finding(finding: Finding, track: Track, stage: Stage | None) -> Iterator[Block]:
    yield Gap()
    yield Heading(finding.reason.name, level=2)
    if finding.score is None:
        yield Paragraph("No answer about this, so no score.")
        return
    items = {item.id: item for item in track.items}
    whole = finding.answered_weight + PRIOR_WEIGHT
    rows, said, silent = [], 0.0, []
    for contribution in finding.contributions:
        value = contribution.points * whole / 100
        said += value
        item = items[contribution.item]
        most = item.most[finding.reason.id]
        if value:
            told = _said(contribution, item, finding)
            rows.append((item.asked_as(stage), told, f"{value:.6g}", f"{most:.6g}"))
        else:
            silent.append(most)
    if silent:
        others = "1 answer that says nothing for it" if len(silent) == 1 else f"{len(silent)} that say nothing for it"
        rows.append((others, "", "0", f"{sum(silent):.6g}"))
    yield Table(("Question", "Your answer", "Got", "Out of"), tuple(rows))
    yield Paragraph(
        f"Score: 100 x ({said:.6g} + {PRIOR:g}) / ({finding.answered_weight:.6g} + {PRIOR_WEIGHT:g}) = "
        f"{_to_a_tenth(finding.score):.1f}, so {_STANDINGS[finding.standing]}."
    )


def _to_a_tenth(number: float) -> float:
    """Returns a score to one place, rounded down: what lies under a line is not shown as on it."""
    return floor(round(10 * number, _PLACES)) / 10


def _said(contribution: Contribution, item: Item, finding: Finding) -> str:
    """Returns what was said that counts for a reason; where nothing does, what else was, unless that is private."""
    counts = said_for(finding.reason, contribution, item)
    if not counts and item.private:
        return "something else"
    return "; ".join(counts or [option.text for option in item.chosen(contribution.options)])
