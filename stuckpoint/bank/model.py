"""The frozen types of a bank, and the responses to it. Knows no file, no screen and no formula.

A bank holds a track for each kind of therapy. A reason or an item that serves two tracks stands in
each of them, with that track's words, so nothing past the loader asks which track it is in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from stuckpoint.bank.cards import PartnerPage, ResultWords, WhatNowPart
from stuckpoint.bank.conditions import Condition
from stuckpoint.bank.stages import Stage, Staged

TrackId = NewType("TrackId", str)
ReasonId = NewType("ReasonId", str)
ItemId = NewType("ItemId", str)
OptionId = NewType("OptionId", str)

NONE_OF_THESE = OptionId("none_of_these")
DOES_NOT_APPLY = OptionId("does_not_apply")
COUPLES = TrackId("couples")
_NUMBER = re.compile(r"\d{1,4}\b", re.ASCII)
SHIPPED = "shipped"  # the id of the bank that comes with the program

# The answers to one run, context items included. () is skipped.
Response = Sequence[OptionId]
Responses = Mapping[ItemId, Response]


class LiesWith(StrEnum):
    """Where a reason lies."""

    YOU = "you"
    THERAPIST = "therapist"
    BETWEEN_US = "between_us"
    METHOD = "method"
    SETTING = "setting"
    LIFE = "life"
    PARTNER = "partner"
    TIMING = "timing"


class StepGroup(StrEnum):
    """With whom a step is taken."""

    YOU = "you"
    WITH_THERAPIST = "with_therapist"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What may be chosen.

    Attributes:
        balanced: v of docs/method.md: what choosing it says about each reason, from 0 to 1.
        raise_it: worth mentioning whatever the scores say.
    """

    id: OptionId
    text: str
    raise_it: str = ""
    balanced: Mapping[ReasonId, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Item(Staged):
    """One thing asked.

    Attributes:
        many: any number of options may be chosen; `none_of_these` excludes the rest.
        is_number: it is answered with a whole number; the options are the numbers.
        private: marked so, of a private reason, or pointing to one.
        always: asked in every length, once the tick-all items have been.
        reason: the reason in whose file it stands; None for a track's own.
        most: m of docs/method.md: the most the item can say about each reason, from 0 to 1;
            reasons it can say nothing about are left out.
    """

    id: ItemId
    text: str
    text_just_begun: str = ""
    text_ended: str = ""
    hint: str = ""
    why: str = ""
    options: tuple[Option, ...]
    many: bool = False
    is_number: bool = False
    may_not_apply: bool = False
    show_if: Condition | None = None
    private: bool = False
    always: bool = False
    reason: ReasonId | None = None
    most: Mapping[ReasonId, float]

    def asked_as(self, stage: Stage | None) -> str:
        """Returns the question as put to someone at a stage."""
        if stage is Stage.JUST_BEGUN:
            return self.text_just_begun or self.text
        return (self.text_ended if stage and stage.is_over else "") or self.text

    @property
    def numbers(self) -> tuple[int, ...]:
        """Returns the number to type for each option, so that what is typed is what is read.

        It is the number that the option begins with, where all but `none_of_these` begin with one and no two with
        the same; that one then has the next. Anywhere else it is the option's place.
        """
        begin = [_NUMBER.match(option.text) for option in self.options if option.id != NONE_OF_THESE]
        shown = [int(match[0]) for match in begin if match]
        if len(shown) < len(begin) or len(set(shown)) < len(shown):
            return tuple(range(1, len(self.options) + 1))
        rest = range(max(shown, default=0) + 1, max(shown, default=0) + 1 + len(self.options) - len(shown))
        return (*shown, *rest)

    def chosen(self, response: Response) -> tuple[Option, ...]:
        """Returns the options of a response, in the item's order; none when it is skipped or does not apply.

        Raises ValueError for an option that the item does not have.
        """
        if unknown := set(response) - {option.id for option in self.options} - {DOES_NOT_APPLY}:
            raise ValueError(f"item {self.id} has no option {', '.join(sorted(unknown))}")
        return tuple(option for option in self.options if option.id in response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Staged):
    """A text that is not for everyone, and may harm some of those who would read it.

    Attributes:
        unsafe_with_control: would put at risk someone who is controlled by or afraid of a person
            close to them.
        unsafe_in_crisis: wrong for someone in a crisis.
        unsafe_with_misconduct: means going back to, or staying with, a therapist who may have done
            what a therapist must never do.
    """

    unsafe_with_control: bool = False
    unsafe_in_crisis: bool = False
    unsafe_with_misconduct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Marked):
    """Something to do or to say, and how it may go."""

    id: str
    text: str
    good_answer: str = ""
    if_it_goes_badly: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Advice):
    """A thing to try."""

    group: StepGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine(Advice):
    """Words to say in a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Marked):
    """A paragraph of an explanation."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A study or document that a reason cites."""

    authors: str
    year: str
    source: str
    doi: str = ""

    def __str__(self) -> str:
        doi = f" doi:{self.doi}" if self.doi else ""
        return f"{self.authors} ({self.year}). {self.source}.{doi}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Research(Marked):
    """What a study found, in plain words."""

    says: str
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reason:
    """What the answers may point to, and everything that is said about it.

    Attributes:
        about_control: where it stands out, it comes first on screen, and the screen is read as by
            someone who is afraid of their partner. It is never named for want of a stronger one.
        no_headline_with_control: it would read as blame, or as a task for two, where one of them
            is hurt: on screen it does not come first there.
        together: by another reason of the track, how the two may hang together; in one of the two only.
    """

    id: ReasonId
    name: str
    private: bool = False
    about_control: bool = False
    no_headline_with_control: bool = False
    lies_with: frozenset[LiesWith]
    summary: str
    may_mean: tuple[Paragraph, ...]
    if_worse: tuple[Paragraph, ...] = ()
    does_not_mean: str
    first_step: str
    first_line: str
    steps: tuple[Step, ...]
    opening_lines: tuple[OpeningLine, ...]
    together: Mapping[ReasonId, tuple[Paragraph, ...]] = field(default_factory=dict)
    to_partner: tuple[str, ...] = ()
    research: tuple[Research, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackHead:
    """What is said of a track before anything is asked.

    Attributes:
        most: how many questions about therapy are asked at most; 0 where there are none yet.
    """

    id: TrackId
    name: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """One kind of therapy, scored as a bank of its own. Items and reasons are in bank order.

    Attributes:
        quick: how many questions `quick` asks at most.
        sections: what is said when a part begins: `context`, `opening`, `questions`, `private`.
        context: items about where the person stands; asked first, never scored.
        results: the words of results; the bank's, but for the cards that the track has of its own.
        partner_page: what the page for a partner always says, in a track for two.
    """

    id: TrackId
    name: str
    welcome: tuple[str, ...] = ()
    sections: Mapping[str, str]
    quick: int
    context: tuple[Item, ...]
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]
    results: ResultWords
    partner_page: PartnerPage | None = None

    @property
    def private(self) -> tuple[Item, ...]:
        """Returns the private items, context items first."""
        return tuple(item for item in (*self.context, *self.items) if item.private)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bank:
    """A bank, ready to be asked.

    Attributes:
        id: `shipped`, or the name that the bank gives itself.
        added: the names of banks and files that are not the shipped bank's.
    """

    id: str
    name: str
    language: str
    version: str
    added: tuple[str, ...] = ()
    tracks: Mapping[TrackId, Track]
    results: ResultWords
    what_now: tuple[WhatNowPart, ...]
