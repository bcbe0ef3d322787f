"""The table of field rules: every key of every file, with its kind. The one place where they are listed."""

from stuckpoint.kinds import (
    Choice,
    Field,
    Flag,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    ShowIf,
    Text,
    Words,
)
from stuckpoint.model import LiesWith, Stage, StepGroup
from stuckpoint.picks import MOST_REASONS, Rings

MAX_CONTEXT_ITEMS = 5
MAX_OPTIONS = 250
MAX_TRACKS = 10
_MAX_WEIGHT = 1_000_000


def a_record(name: str, keys: dict[str, Kind | Field], or_text: bool = False) -> Record:
    """Returns the rule of a mapping with these keys; one that is not said to be required may be left out."""
    rules = {key: rule if isinstance(rule, Field) else Field(rule) for key, rule in keys.items()}
    return Record(name, rules, or_text)


def required(kind: Kind) -> Field:
    """Returns the rule of a key that has to be there."""
    return Field(kind, required=True)


IDS = ListOf(Id(), at_least=1, at_most=MAX_TRACKS)
TEXTS = ListOf(Text(), at_least=1)
_POINTS_TO = MapOf(Number(0, _MAX_WEIGHT))

SCALE = a_record(
    "scale",
    {
        "options": required(
            ListOf(
                a_record("option", {"id": required(Id()), "text": required(Words()), "share": Number(0, 1)}),
                at_least=2,
                at_most=MAX_OPTIONS,
            )
        )
    },
)

ITEM = a_record(
    "item",
    {
        "id": required(Id()),
        "text": required(Words()),
        "text_ended": Words(),
        "hint": Words(),
        "why": Words(),
        "scale": Id(),
        "reverse": Flag(),
        "points_to": _POINTS_TO,
        "choose": Choice(("one", "many")),
        "options": ListOf(
            a_record(
                "option",
                {
                    "id": required(Id()),
                    "text": required(Words()),
                    "points_to": _POINTS_TO,
                    "raise_it": Words(),
                },
            ),
            at_least=1,
            at_most=MAX_OPTIONS,
        ),
        "may_not_apply": Flag(),
        "show_if": ShowIf(),
        "private": Flag(),
        "tracks": IDS,
    },
)

_ADVICE: dict[str, Kind | Field] = {
    "id": required(Id()),
    "text": required(Words()),
    "good_answer": Words(),
    "if_it_goes_badly": Words(),
    "when": ListOf(Choice(tuple(Stage)), at_least=1),
    "tracks": IDS,
    "unsafe_with_control": Flag(),
    "unsafe_in_crisis": Flag(),
}

_CARD = a_record(
    "result",
    {
        "title": required(Text()),
        "text": required(TEXTS),
        "steps": TEXTS,
        "line": Text(),
    },
)

_CARDS = ("worse_for_weeks", "fresh_look", "moving", "too_soon", "not_found", "not_enough")

RESULTS = a_record(
    "set of result words",
    {
        "stuck_is_common": required(Text()),
        "not_measured": required(Text()),
        "can_wait": required(Text()),
        **{name: required(_CARD) for name in _CARDS},
    },
)

BANK = a_record(
    "bank",
    {
        "name": required(Text()),
        "language": Text(),
        "version": Text(),
        "tracks": IDS,
        "scales": MapOf(SCALE),
        "results": RESULTS,
    },
)

TRACK = a_record(
    "track",
    {
        "track": Id(),
        "name": required(Words()),
        "welcome": ListOf(Words()),
        "quick": Number(1, 10_000, whole=True),
        "order": ListOf(Id()),
        "sections": a_record(
            "set of sections", {name: Words() for name in ("context", "opening", "questions", "private")}
        ),
        "results": a_record("set of result words of one track", dict.fromkeys(_CARDS, _CARD)),
        "partner_page": a_record(
            "page for a partner",
            {
                "title": required(Text()),
                "text": required(TEXTS),
                "question": required(Text()),
                "involves": required(TEXTS),
                "does_not_involve": required(TEXTS),
            },
        ),
        "context": ListOf(ITEM, at_most=MAX_CONTEXT_ITEMS),
        "opening": ListOf(ITEM),
    },
)

_PARAGRAPH = a_record("paragraph", {"text": required(Words()), "unsafe_with_control": Flag()}, or_text=True)

REASON = a_record(
    "reason",
    {
        "reason": required(Id()),
        "name": required(Words()),
        "tracks": required(IDS),
        "lies_with": required(ListOf(Choice(tuple(LiesWith)), at_least=1)),
        "private": Flag(),
        "summary": required(Words()),
        "may_mean": required(ListOf(_PARAGRAPH, at_least=1)),
        "if_worse": ListOf(_PARAGRAPH, at_least=1),
        "does_not_mean": required(Words()),
        "first_step": required(Id()),
        "first_line": required(Id()),
        "steps": required(
            a_record("set of steps", {group: ListOf(a_record("step", _ADVICE), at_least=1) for group in StepGroup})
        ),
        "opening_lines": required(ListOf(a_record("opening line", _ADVICE), at_least=1)),
        "to_partner": ListOf(Words(), at_least=1, at_most=2),
        "research": ListOf(a_record("research note", {"cite": required(Id()), "says": required(Words())})),
        "documents": ListOf(Text()),
        "items": ListOf(ITEM),
    },
)

WHAT_NOW = a_record(
    "what-now file",
    {
        "parts": required(
            ListOf(
                a_record(
                    "part",
                    {
                        "id": required(Id()),
                        "title": required(Text()),
                        "text": ListOf(Text()),
                        "points": ListOf(Text()),
                        "documents": ListOf(Text()),
                    },
                ),
                at_least=1,
            )
        )
    },
)

REFERENCES = a_record(
    "references file",
    {
        "references": required(
            MapOf(
                a_record(
                    "reference",
                    {
                        "authors": required(Text()),
                        "year": required(Text()),
                        "source": required(Text()),
                        "doi": Text(),
                    },
                )
            )
        )
    },
)

_CHOSEN = MapOf(ListOf(Text()), names=Text())

RESPONSES = a_record(
    "responses file",
    {
        "stuckpoint": required(Number(1, 1, whole=True)),
        "bank": Text(),
        "version": Text(),
        "track": required(Text()),
        "context": _CHOSEN,
        "responses": required(_CHOSEN),
        "picked": a_record(
            "set of picks",
            {
                "rings": MapOf(Choice(tuple(Rings))),
                "reasons": ListOf(Id(), at_most=MOST_REASONS),
                "step": Id(),
                "line": Id(),
                "rather_not": ListOf(Id()),
            },
        ),
    },
)
