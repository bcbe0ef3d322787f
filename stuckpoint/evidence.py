"""The answers behind a finding, in words. Pure."""

from dataclasses import dataclass

from stuckpoint.model import Item, Track
from stuckpoint.scoring import PRIOR_WEIGHT, Finding, below


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
        chosen = [option for option in item.options if option.id in contribution.options]
        said = "; ".join(option.text for option in chosen if option.balanced.get(reason))
        answers.append(Answer(question=item.asked_as(ended=ended), said=said))
    return tuple(answers)


def raised_answer(item: Item, option: str, *, ended: bool) -> Answer:
    """Returns the answer behind something that is worth raising."""
    said = next(one.text for one in item.options if one.id == option)
    return Answer(question=item.asked_as(ended=ended), said=said)
