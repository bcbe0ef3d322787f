"""What can be wrong with the weights of a bank, as values. Judges nothing itself: `judging` does."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from stuckpoint.bank.model import ItemId, ReasonId
from stuckpoint.engine.scoring import SLACK

_MOST_LISTED = 6


class Level(StrEnum):
    """How bad a defect is, the worst first."""

    ERROR = "error"  # the bank cannot do what it is for
    WARNING = "warning"  # worth mending
    NOTE = "note"  # good to know


class Sign(StrEnum):
    """What is wrong. docs/authoring.md has an entry for each."""

    SILENT = "silent"  # nothing points to a reason
    THIN = "thin"  # too little can be said about a reason
    FLOOR = "floor"  # no way to say "not me"
    SHARED = "shared"  # two reasons are asked about by the same items
    CONFUSED = "confused"  # people with one reason come out with another
    RECALL = "recall"  # people with a reason do not have it first
    POWER = "power"  # a reason does not stand out for people who have it
    ALARMS = "alarms"  # a reason stands out for people with nothing wrong
    BALANCE = "balance"  # far more is asked about one reason than about another
    MENTIONS = "mentions"  # a reason is not in two tick-all items
    QUICK = "quick"  # `quick` is too short
    OUT_OF_REACH = "out-of-reach"  # an item that nobody can be asked
    BACKWARDS = "backwards"  # items that wait for what those who have their reason do not answer
    TELLS_NOTHING = "tells-nothing"  # an item that says the same whatever is answered
    TELLS_LITTLE = "tells-little"  # an item that says nearly the same whatever is answered
    ELSEWHERE = "elsewhere"  # an item that says more about another reason than about its own
    OUTWEIGHED = "outweighed"  # an answer that hardly counts beside the others of its item
    TWICE = "twice"  # the same question under two ids
    SPARE = "spare"  # items without which nothing is lost
    KEYING = "keying"  # scale items that nearly all count most at the same end
    CHOOSING = "choosing"  # too many items ask which is nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing that is wrong with a track, and what to do about it."""

    level: Level
    sign: Sign
    what: str
    to_do: str
    reasons: tuple[ReasonId, ...] = ()
    items: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Where an error and where a warning begins. A figure on the line is still sound."""

    error: float
    warning: float

    def over(self, figure: float) -> Level | None:
        """Returns how bad a figure is that ought to be low."""
        if figure > self.error + SLACK:
            return Level.ERROR
        return Level.WARNING if figure > self.warning + SLACK else None

    def under(self, figure: float) -> Level | None:
        """Returns how bad a figure is that ought to be high."""
        return Lines(-self.error, -self.warning).over(-figure)


def worst(levels: Iterable[Level | None]) -> Level | None:
    """Returns the worst of some levels, None where nothing is wrong."""
    found = set(levels)
    return next((level for level in Level if level in found), None)


def per_hundred(part: float) -> int:
    """Returns a share as so many in 100."""
    return int(100 * part + 0.5 + SLACK)


def listed(ids: Iterable[str]) -> str:
    """Returns ids as they stand in a sentence, the first few where there are many."""
    words = [f"'{id}'" for id in ids]
    if len(words) > _MOST_LISTED + 1:
        words[_MOST_LISTED:] = [f"{len(words) - _MOST_LISTED} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
