"""What is said whatever the scores: the words of results, and what comes next. Types only."""

from dataclasses import dataclass
from enum import StrEnum

from stuckpoint.bank.stages import Staged


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A result that is not about one reason."""

    title: str
    text: tuple[str, ...]
    steps: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    """What results say whatever the scores."""

    stuck_is_common: str
    not_measured: str
    can_wait: str
    worse_for_weeks: Card
    fresh_look: Card
    moving: Card
    too_soon: Card
    not_found: Card
    not_enough: Card


class SignKind(StrEnum):
    """What a sign is for."""

    STAY = "stay"
    CHANGE = "change"
    PAUSE_OR_END = "pause_or_end"
    GET_HELP = "get_help"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatNowPart(Staged):
    """One part of what comes next.

    Attributes:
        signs: signs of what may come next, kind by kind.
        points: a list under its text.
        with_this_therapist: those of them that mean staying with, or going back to, the therapist there is.
        tracks: the tracks that it is for; empty for all.
    """

    id: str
    title: str
    text: tuple[str, ...] = ()
    signs: tuple[tuple[SignKind, str], ...] = ()
    points: tuple[str, ...] = ()
    with_this_therapist: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPage:
    """What the page for a partner always says.

    Attributes:
        question: one that both could ask the therapist together.
        involves, does_not_involve: what therapy for two is, and is not.
    """

    title: str
    text: tuple[str, ...]
    question: str
    involves: tuple[str, ...]
    does_not_involve: tuple[str, ...]
