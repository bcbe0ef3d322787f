"""What every report is made from: the findings it holds, and the words that stand in each of them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from stuckpoint.bank import Bank, Track
from stuckpoint.blocks import Block, Bullet, Heading, OwnAnswer, Paragraph, Scores
from stuckpoint.engine import Finding, Findings, Kept, Picks, Results, findings, results
from stuckpoint.engine.answers import Rings
from stuckpoint.engine.results import LEADING, Outcome
from stuckpoint.pages.evidence import answers_behind, scores
from stuckpoint.pages.links import DIRECTORY

# The system's own names would differ from place to place.
_MONTHS = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is taken along: the results for a file, and the reasons that it holds, in order.

    Attributes:
        leading: the picked ones; where none were, those the screen shows first, less what was set aside.
    """

    track: Track
    results: Results
    picks: Picks
    leading: tuple[Finding, ...]

    def named(self, *rings: Rings) -> list[str]:
        """Returns the names of the reasons of which the person made this."""
        return [reason.name for reason in self.track.reasons if self.picks.rings.get(reason.id) in rings]

    @property
    def is_chosen(self) -> bool:
        """Says whether the reasons are those that the person picked."""
        return any(finding.reason.id in self.picks.reasons for finding in self.leading)

    @property
    def set_aside(self) -> list[str]:
        """Returns the names of the reasons that the person would rather not go into."""
        return [reason.name for reason in self.track.reasons if reason.id in self.picks.rather_not]

    def answers(self, finding: Finding, most: int) -> tuple[OwnAnswer, ...]:
        """Returns the strongest answers behind a finding."""
        return answers_behind(finding, self.track, self.results.circumstances.stage)[:most]


def take(bank: Bank, kept: Kept) -> Taken:
    """Returns what a report holds. It knows nothing of what was said about safety, and cannot be told."""
    found = findings(bank, kept.track, kept.responses, private=True)
    made = results(bank, found, kept.responses)
    picks = kept.everything_picked
    return Taken(track=bank.tracks[kept.track], results=made, picks=picks, leading=_leading(found, made, picks))


def _leading(found: Findings, made: Results, picks: Picks) -> tuple[Finding, ...]:
    by_id = {one.reason.id: one for one in found.findings}
    if picks.reasons:
        return tuple(by_id[id] for id in picks.reasons if id not in picks.rather_not)
    shown = made.nearest if made.outcome is Outcome.NOT_FOUND else made.standing_out
    kept = [
        one
        for one in shown
        if one.reason.id not in picks.rather_not and picks.rings.get(one.reason.id) is not Rings.NOT_ME
    ]
    return tuple(kept[:LEADING])


def in_words(date: str) -> str:
    """Returns a date such as 2026-11-22 as people write it."""
    year, month, day = map(int, date.split("-"))
    return f"{day} {_MONTHS[month]} {year}"


def picture(taken: Taken) -> Scores:
    """Returns the scores of what the screen shows and of what was picked; of the others, how many there are."""
    made = taken.results
    return scores(made.findings, tuple(dict.fromkeys((*made.shown, *taken.leading))))


def help_block() -> Iterator[Block]:
    """Yields who to call: the same in every report, so that its being there says nothing."""
    yield Heading("If you need help", level=2)
    yield Paragraph("These lines are in every report.")
    yield Bullet("In danger now, or close to ending your life? Call your local emergency number.")
    yield Bullet(f"Thoughts of suicide, or afraid of someone? Find a helpline for your country at {DIRECTORY}.")
