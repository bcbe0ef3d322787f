"""What findings come to for this person: which reasons are shown, which result it is, the one thing to do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from stuckpoint.bank import Bank, ItemId, Light, OpeningLine, OptionId, Reason, Responses, Stage, Step, StepGroup, Track
from stuckpoint.bank.cards import Card
from stuckpoint.bank.context import BETTER, EARLIER, PROGRESS, STAGE, WEEKS, WORSE, WORSE_FOR
from stuckpoint.bank.model import Marked, Paragraph, Research
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.bank.safety import ON_FILE
from stuckpoint.engine.scoring import LEVEL, Finding, Findings, Standing, below

LEADING = 3  # so many reasons that stand out are shown with a sentence each; the others are named
_Text = TypeVar("_Text", bound=Marked)
NEAREST = 3  # so many leanings are named as places to start when nothing stands out


class Outcome(StrEnum):
    """Which result it is."""

    STANDS_OUT = "stands_out"
    MOVING = "moving"
    TOO_SOON = "too_soon"
    NOT_FOUND = "not_found"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Where the person stands, from the context items. An item that was not answered leaves its field empty.

    Attributes:
        light: what is left out of everything that is shown; in a file, always the same.
    """

    stage: Stage | None = None
    light: Light = ON_FILE
    better: bool = False
    too_soon: bool = False
    worse_for_weeks: bool = False
    tried_more_than_once: bool = False

    @property
    def ended(self) -> bool:
        """Says whether therapy is over for now, so that questions are put in the past tense."""
        return self.stage is not None and self.stage.is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything that is shown, before it is put into words.

    Attributes:
        standing_out: the findings that stand out, in display order; on screen, that sessions together are not safe
            goes before everything else.
        headlines: those of them of which page one says more than the name.
        one_thing: the reason whose first step and first line are "if you do one thing".
        nearest: the highest of the others, where nothing stands out.
        card: what is said where nothing stands out.
    """

    circumstances: Circumstances
    findings: Findings
    outcome: Outcome
    standing_out: tuple[Finding, ...]
    headlines: tuple[Finding, ...]
    one_thing: Reason | None
    worth_a_look: tuple[Finding, ...]
    nearest: tuple[Finding, ...]
    card: Card | None

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Returns the findings that are read one by one, in order."""
        first = self.standing_out
        near = self.nearest if self.outcome is Outcome.NOT_FOUND else ()
        return (*first, *(one for one in dict.fromkeys((*self.worth_a_look, *near)) if one not in first))


def circumstances(track: Track, responses: Responses) -> Circumstances:
    """Returns where the person stands."""
    path = on_path(as_met(track, responses).context, responses)

    def said(item: ItemId) -> frozenset[OptionId]:
        return path.get(item, frozenset())

    stage = next((stage for stage in Stage if OptionId(stage) in said(STAGE)), None)
    worse = bool(said(PROGRESS) & WORSE) and bool(said(WORSE_FOR) & WEEKS)
    goes_on = stage in (None, Stage.GOING, Stage.JUST_BEGUN)
    early = stage is Stage.JUST_BEGUN or ("too_soon" in said(PROGRESS) and goes_on)
    return Circumstances(
        stage=stage,
        better=bool(said(PROGRESS) & BETTER),
        too_soon=not worse and early,
        worse_for_weeks=worse,
        tried_more_than_once="more_than_once" in said(EARLIER),
    )


def results(bank: Bank, findings: Findings, responses: Responses, light: Light = ON_FILE) -> Results:
    """Returns what the findings come to. The responses are asked only where the person stands.

    The light is for the screen alone: whatever makes a file leaves it out.
    """
    track = bank.tracks[findings.track]
    standing_out = _with(findings, Standing.STANDS_OUT)
    if light.on_screen and (afraid := [one for one in standing_out if one.reason.about_control]):
        light = light.with_control()
        standing_out = (*afraid, *(one for one in standing_out if one not in afraid))
    where = replace(circumstances(track, responses), light=light)
    worth_a_look = _with(findings, Standing.WORTH_A_LOOK)
    outcome = _outcome(findings, where)
    hides_some = light.on_screen and light.leaves_out_control
    headlines = tuple(one for one in standing_out if not (hides_some and one.reason.no_headline_with_control))
    others = (one for one in findings.findings if one not in standing_out and not one.reason.about_control)
    nearest = tuple(one for one in others if _leans(one))
    words = track.results
    cards = {
        Outcome.MOVING: words.moving,
        Outcome.TOO_SOON: words.too_soon,
        Outcome.NOT_FOUND: words.not_found,
        Outcome.NOT_ENOUGH: words.not_enough,
    }
    return Results(
        circumstances=where,
        findings=findings,
        outcome=outcome,
        standing_out=standing_out,
        headlines=headlines,
        one_thing=next((one.reason for one in (*headlines, *standing_out)), None),
        worth_a_look=worth_a_look,
        nearest=nearest[:NEAREST],
        card=cards.get(outcome),
    )


def level_with(finding: Finding, others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Returns the neighbours in display order whose score is about level with a finding's."""
    at = others.index(finding)
    neighbours = others[max(0, at - 1) : at] + others[at + 1 : at + 2]
    return tuple(
        one
        for one in neighbours
        if one.score is not None and finding.score is not None and abs(one.score - finding.score) < LEVEL
    )


def if_worse(reason: Reason, where: Circumstances) -> tuple[Paragraph, ...]:
    """Returns what is said first where things have been worse for weeks; nothing where they have not."""
    return _serving(reason.if_worse, where) if where.worse_for_weeks else ()


def may_mean(reason: Reason, where: Circumstances) -> tuple[Paragraph, ...]:
    """Returns what a reason may mean, for the stage the person is in, in the light that results are read in."""
    return _serving(reason.may_mean, where)


def explanation(reason: Reason, where: Circumstances) -> tuple[Paragraph, ...]:
    """Returns all that explains a reason to someone in these circumstances."""
    return (*if_worse(reason, where), *may_mean(reason, where))


def research_for(reason: Reason, where: Circumstances) -> tuple[Research, ...]:
    """Returns what studies found, in the light that results are read in; none too hopeful after weeks of worse."""
    notes = _serving(reason.research, where)
    return tuple(note for note in notes if not (where.worse_for_weeks and note.unsafe_in_crisis))


def hanging_together(found: Sequence[Finding], where: Circumstances) -> tuple[Paragraph, ...]:
    """Returns how the first two of these that stand out and have such words may hang together, where any do.

    Most lead back to the therapist, so there are none where what leads there is left out.
    """
    if where.light.leaves_out_therapist:
        return ()
    reasons = [one.reason for one in found if one.standing is Standing.STANDS_OUT]
    for one, other in combinations(reasons, 2):
        said = one.together.get(other.id) or other.together.get(one.id, ())
        if safe := _serving(said, where):
            return safe
    return ()


def steps_for(reason: Reason, where: Circumstances) -> tuple[Step, ...]:
    """Returns the steps that serve the stage the person is in, in the light that results are read in."""
    without = where.light.leaves_out_therapist
    here = tuple(step for step in reason.steps if not (without and step.group is StepGroup.WITH_THERAPIST))
    return _serving(here, where)


def lines_for(reason: Reason, where: Circumstances) -> tuple[OpeningLine, ...]:
    """Returns the opening lines, chosen as the steps are; every one is said to a therapist."""
    return () if where.light.leaves_out_therapist else _serving(reason.opening_lines, where)


def first_step_for(reason: Reason, where: Circumstances) -> Step | None:
    """Returns the reason's first step, or where it does not serve, the first that does."""
    steps = steps_for(reason, where)
    return next((step for step in steps if step.id == reason.first_step), next(iter(steps), None))


def first_line_for(reason: Reason, where: Circumstances) -> OpeningLine | None:
    """Returns the reason's first line, or where it does not serve, the first that does."""
    lines = lines_for(reason, where)
    return next((line for line in lines if line.id == reason.first_line), next(iter(lines), None))


def _serving(texts: tuple[_Text, ...], where: Circumstances) -> tuple[_Text, ...]:
    """Returns those of some texts that are for the stage the person is in, and safe for them."""
    return tuple(text for text in texts if text.serves(where.stage) and not where.light.leaves_out(text))


def _with(findings: Findings, standing: Standing) -> tuple[Finding, ...]:
    return tuple(one for one in findings.findings if one.standing is standing)


def _outcome(findings: Findings, where: Circumstances) -> Outcome:
    if _with(findings, Standing.STANDS_OUT):
        return Outcome.STANDS_OUT
    if all(one.on_few_answers for one in findings.findings):
        return Outcome.NOT_ENOUGH
    if where.better:
        return Outcome.MOVING
    return Outcome.TOO_SOON if where.too_soon else Outcome.NOT_FOUND


def _leans(finding: Finding) -> bool:
    """Says whether any answer points to the reason: its score is more than the imaginary mild answer."""
    return finding.score is not None and finding.prior is not None and below(finding.prior, finding.score)
