"""What is asked about safety, what it opens, and what it changes on screen. Never scored, never in a file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stuckpoint.bank.cards import Card
from stuckpoint.bank.model import COUPLES, TrackId


class Concern(StrEnum):
    """What a safety item is about, and which notice it opens."""

    CONTROL = "control"
    CRISIS = "crisis"
    MISCONDUCT = "misconduct"


class Said(StrEnum):
    """What was answered to a safety item."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyItem:
    """One thing asked about safety.

    Attributes:
        options: what may be chosen, in order: its words, and what choosing it says.
        many: whether more than one of them may be chosen.
        couples: whether it is asked in couples, and `individual` whether in every other track.
    """

    id: str
    concern: Concern
    text: str
    why: str
    options: tuple[tuple[str, Said], ...]
    many: bool = False
    couples: bool = True
    individual: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The question whether it is safe to answer, with its three answers."""

    text: str
    hint: str
    yes: str
    not_now: str
    leave_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWords:
    """What is said around the lines that can be called."""

    title: str
    text: tuple[str, ...]
    no_country: tuple[str, ...]
    headings: Mapping[str, str]
    complain: str
    complain_points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SafetyWords:
    """Everything about safety that is written down, from the shipped questions only."""

    alone: Alone
    intro: tuple[str, ...]
    items: tuple[SafetyItem, ...]
    after: tuple[str, ...]
    left_out: Card
    notices: Mapping[Concern, Card]
    in_place_of_good_news: Mapping[Concern, Card]
    before_results: str
    help: HelpWords

    def items_for(self, track: TrackId, *, about_people_close: bool = True) -> tuple[SafetyItem, ...]:
        """Returns what is asked in a track. Any track that is not called couples is asked as one person alone."""
        here = (item for item in self.items if (item.couples if track == COUPLES else item.individual))
        return tuple(item for item in here if about_people_close or item.concern is not Concern.CONTROL)

    def sober_card(self, light: "Light") -> Card | None:
        """Returns what stands in place of a result that says things are well, where they may not be."""
        if light.leaves_out_crisis:
            return self.in_place_of_good_news[Concern.CRISIS]
        return self.in_place_of_good_news[Concern.MISCONDUCT] if light.leaves_out_therapist else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light in which results are read on screen: what is left out of them, and nothing of what was said.

    The default is what every file holds, whatever was answered.

    Attributes:
        leaves_out_control: texts that could harm someone who is controlled or afraid at home are left out.
        leaves_out_crisis: steps that are wrong in a crisis are left out.
        leaves_out_therapist: what would be done with or said to the therapist is left out.
    """

    leaves_out_control: bool = True
    leaves_out_crisis: bool = False
    leaves_out_therapist: bool = False


ON_FILE = Light()


def opens(said: Said) -> bool:
    """Says whether an answer opens the notice of its item."""
    return said in (Said.YES, Said.NOT_SURE)


def light_of(items: tuple[SafetyItem, ...], said: Mapping[str, Said]) -> Light:
    """Returns the light that answers to safety items put results in. What was not asked counts as skipped."""
    concerns = {item.concern for item in items if opens(said.get(item.id, Said.SKIPPED))}
    control = [said.get(item.id, Said.SKIPPED) for item in items if item.concern is Concern.CONTROL]
    return Light(
        leaves_out_control=not control or any(one is not Said.NO for one in control),
        leaves_out_crisis=Concern.CRISIS in concerns,
        leaves_out_therapist=Concern.MISCONDUCT in concerns,
    )
