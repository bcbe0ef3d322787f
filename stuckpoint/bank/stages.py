"""Where a person is with their therapy, and what is for some of them only."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a person is with their therapy."""

    GOING = "going"
    JUST_BEGUN = "just_begun"
    BREAK = "break"
    ENDED = "ended"
    LOOKING = "looking"
    PARTED = "parted"
    NEVER = "never"

    @property
    def is_over(self) -> bool:
        """Says whether therapy is over for now, so that it is spoken of in the past tense."""
        return self in (Stage.ENDED, Stage.LOOKING, Stage.PARTED)


BEGAN = frozenset(Stage) - {Stage.NEVER}  # whom a text or an item serves that does not say


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Staged:
    """What is for some people, by where they are with their therapy.

    Attributes:
        stages: the stages that it serves.
    """

    stages: frozenset[Stage] = BEGAN

    def serves(self, stage: Stage | None) -> bool:
        """Says whether it is for someone at a stage; whoever did not say is taken to have begun."""
        return stage in self.stages if stage else self.stages != {Stage.NEVER}
