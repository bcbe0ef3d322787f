"""The answers behind a finding, in words. Pure."""

from dataclasses import dataclass

from stuckpoint.bank.model import Item, Reason, Track
from stuckpoint.engine.scoring import PRIOR_WEIGHT, Contribution, Finding, below


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
