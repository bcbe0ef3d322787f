"""What a person chooses to carry out of the quiz. Changes no score. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stuckpoint.bank import OpeningLine, Reason, ReasonId, Step, Track

MOST_REASONS = 3  # so many can be looked at in one session


class Rings(StrEnum):
    """What a person makes of a reason."""

    TRUE = "rings_true"
    PARTLY = "partly"
    NOT_ME = "not_me"


RINGS = {Rings.TRUE: "It rings true", Rings.PARTLY: "Partly", Rings.NOT_ME: "Not me"}  # as a person chooses them


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be picked: reasons, steps and opening lines, by their ids."""

    reasons: frozenset[ReasonId]
    steps: frozenset[str]
    lines: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What was chosen to take along; everything may be left open.

    Attributes:
        rings: what the person makes of the reasons they were shown.
        reasons: those that a report is to hold, in that order.
        step: the id of a step, or nothing.
        line: the id of an opening line, or nothing.
        rather_not: the reasons that the person would rather not go into.
    """

    rings: Mapping[ReasonId, Rings] = field(default_factory=dict)
    reasons: tuple[ReasonId, ...] = ()
    step: str = ""
    line: str = ""
    rather_not: tuple[ReasonId, ...] = ()

    def without_private(self, track: Track) -> "Picks":
        """Returns the picks without all that belongs to a private reason of the track."""
        return self.among(_all_of(reason for reason in track.reasons if not reason.private))

    def among(self, offer: Offer) -> "Picks":
        """Returns those of the picks that are offered."""
        return self._where(offer, is_offered=True)

    def outside(self, offer: Offer) -> "Picks":
        """Returns those of the picks that are not offered."""
        return self._where(offer, is_offered=False)

    def _where(self, offer: Offer, *, is_offered: bool) -> "Picks":
        reasons = offer.reasons
        return Picks(
            rings={id: rings for id, rings in self.rings.items() if (id in reasons) is is_offered},
            reasons=tuple(id for id in self.reasons if (id in reasons) is is_offered),
            step=self.step if (self.step in offer.steps) is is_offered else "",
            line=self.line if (self.line in offer.lines) is is_offered else "",
            rather_not=tuple(id for id in self.rather_not if (id in reasons) is is_offered),
        )

    def step_in(self, track: Track) -> Step | None:
        """Returns the step that was picked, if a file may hold it."""
        steps = (step for reason in track.reasons for step in reason.steps)
        return next((step for step in steps if step.id == self.step and not step.unsafe_with_control), None)

    def line_in(self, track: Track) -> OpeningLine | None:
        """Returns the opening line that was picked, if a file may hold it."""
        lines = (line for reason in track.reasons for line in reason.opening_lines)
        return next((line for line in lines if line.id == self.line and not line.unsafe_with_control), None)


@dataclass(frozen=True, slots=True)
class PrivatePicks:
    """What was chosen about reasons that are offered because of private answers alone; no file without a second yes.

    They are no Picks, so that nothing takes them for picks that others may read.
    """

    picks: Picks = field(default_factory=Picks)


def _all_of(reasons: Iterable[Reason]) -> Offer:
    some = tuple(reasons)
    return Offer(
        reasons=frozenset(reason.id for reason in some),
        steps=frozenset(step.id for reason in some for step in reason.steps),
        lines=frozenset(line.id for reason in some for line in reason.opening_lines),
    )
