"""What a person chooses to carry out of the quiz. Changes no score. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stuckpoint.bank import OpeningLine, ReasonId, Step, Track

MOST_REASONS = 3  # so many can be looked at in one session


class Rings(StrEnum):
    """What a person makes of a reason."""

    TRUE = "rings_true"
    PARTLY = "partly"
    NOT_ME = "not_me"


RINGS = {Rings.TRUE: "It rings true", Rings.PARTLY: "Partly", Rings.NOT_ME: "Not me"}  # as a person chooses them


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
        private = {reason.id for reason in track.reasons if reason.private}
        told = [reason for reason in track.reasons if not reason.private]
        return Picks(
            rings={id: rings for id, rings in self.rings.items() if id not in private},
            reasons=tuple(id for id in self.reasons if id not in private),
            step=self.step if any(step.id == self.step for reason in told for step in reason.steps) else "",
            line=self.line if any(line.id == self.line for reason in told for line in reason.opening_lines) else "",
            rather_not=tuple(id for id in self.rather_not if id not in private),
        )

    def step_in(self, track: Track) -> Step | None:
        """Returns the step that was picked, if a file may hold it."""
        steps = (step for reason in track.reasons for step in reason.steps)
        return next((step for step in steps if step.id == self.step and not step.unsafe_with_control), None)

    def line_in(self, track: Track) -> OpeningLine | None:
        """Returns the opening line that was picked, if a file may hold it."""
        lines = (line for reason in track.reasons for line in reason.opening_lines)
        return next((line for line in lines if line.id == self.line and not line.unsafe_with_control), None)
