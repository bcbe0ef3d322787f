"""What is asked about safety, what it opens, and what it changes on screen. Never scored, never in a file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from stuckpoint.bank.cards import Card
from stuckpoint.bank.helplines import HelpKind
from stuckpoint.bank.model import COUPLES, Marked, TrackId


class Concern(StrEnum):
    """What a safety item is about, and which notice it opens."""

    CONTROL = "control"
    CRISIS = "crisis"
    MISCONDUCT = "misconduct"


class Said(StrEnum):
    """What was answered to a safety item. That it is over, and the person is safe, is a no."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyItem:
    """One thing asked about safety.

    Attributes:
        options: what may be ticked, in order: its words, and what ticking it says.
        couples: whether it is asked in couples, and `individual` whether in every other track.
    """

    id: str
    concern: Concern
    text: str
    why: str
    options: tuple[tuple[str, Said], ...]
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
    """What is said around the lines that can be called.

    Attributes:
        none: what is said in place of lines of a kind that a country has none of.
        children: what is said to someone who is not grown up.
        from_news: what is said of a line that was seen in a news report alone.
    """

    title: str
    text: tuple[str, ...]
    no_country: tuple[str, ...]
    headings: Mapping[str, str]
    none: Mapping[HelpKind, str]
    children: str
    from_news: str
    complain: str
    complain_points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SafetyWords:
    """Everything about safety that is written down, from the shipped questions only.

    Attributes:
        after, left_out: what follows the last item: one of the two, the other where some were left out.
        on_top: what stands above every result on screen, for the first concern there is.
        also: what is said there of another concern.
        worse_also: what is said there where things have been worse for weeks.
        nothing_stands_out: what is said under it where no reason stands out.
    """

    alone: Alone
    intro: tuple[str, ...]
    items: tuple[SafetyItem, ...]
    after: Card
    left_out: Card
    go_on: str
    who_to_call: str
    notices: Mapping[Concern, Card]
    on_top: Mapping[Concern, Card]
    also: Mapping[Concern, str]
    worse_also: str
    nothing_stands_out: Card
    before_results: str
    help: HelpWords

    def items_for(self, track: TrackId, *, about_people_close: bool = True) -> tuple[SafetyItem, ...]:
        """Returns what is asked in a track. Any track that is not called couples is asked as one person alone."""
        here = (item for item in self.items if (item.couples if track == COUPLES else item.individual))
        return tuple(item for item in here if about_people_close or item.concern is not Concern.CONTROL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light in which results are read on screen: what is left out of them, and nothing of what was said.

    The default is what every file holds, whatever was answered.

    Attributes:
        concerns: what notices were opened about: each has a card, and texts that could do harm with it are left out.
        leaves_out_control: texts that could harm someone who is controlled or afraid at home are left out. That is so
            with concern about control, and where nobody said that there is none.
        on_screen: whether it is read on a screen that is cleared.
    """

    concerns: frozenset[Concern] = frozenset()
    leaves_out_control: bool = True
    on_screen: bool = False

    @property
    def leaves_out_therapist(self) -> bool:
        """Says whether what would be done with, or said to, the therapist is left out."""
        return Concern.MISCONDUCT in self.concerns

    @property
    def first(self) -> Concern | None:
        """Returns the concern whose card is on top; None without any."""
        return next((concern for concern in ON_TOP if concern in self.concerns), None)

    def leaves_out(self, text: Marked) -> bool:
        """Says whether a text is left out for its marks."""
        return (
            (text.unsafe_with_control and self.leaves_out_control)
            or (text.unsafe_in_crisis and Concern.CRISIS in self.concerns)
            or (text.unsafe_with_misconduct and Concern.MISCONDUCT in self.concerns)
        )

    def with_control(self) -> "Light":
        """Returns the light of someone who has cause to fear a person close to them."""
        return replace(self, concerns=self.concerns | {Concern.CONTROL}, leaves_out_control=True)


ON_TOP = (Concern.CRISIS, Concern.CONTROL, Concern.MISCONDUCT)  # whose card goes before whose
ON_FILE = Light()


def opens(said: Said) -> bool:
    """Says whether an answer opens the notice of its item."""
    return said in (Said.YES, Said.NOT_SURE)


def light_of(items: tuple[SafetyItem, ...], said: Mapping[str, Said]) -> Light:
    """Returns the light that answers to safety items put results in. What was not asked counts as skipped."""
    control = [said.get(item.id, Said.SKIPPED) for item in items if item.concern is Concern.CONTROL]
    return Light(
        concerns=frozenset(item.concern for item in items if opens(said.get(item.id, Said.SKIPPED))),
        leaves_out_control=not control or any(one is not Said.NO for one in control),
        on_screen=True,
    )
