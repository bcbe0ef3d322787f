"""The table of field rules: every key of every file, with its kind. The one place where they are listed."""

from stuckpoint.helplines import HelpKind
from stuckpoint.kinds import (
    Anything,
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
from stuckpoint.safety import Concern

MAX_CONTEXT_ITEMS = 5
_MAX_WEIGHT = 1_000_000


def _record(name: str, keys: dict[str, Kind | Field], or_text: bool = False) -> Record:
    rules = {key: rule if isinstance(rule, Field) else Field(rule) for key, rule in keys.items()}
    return Record(name, rules, or_text)


def _required(kind: Kind) -> Field:
    return Field(kind, required=True)


_IDS = ListOf(Id(), at_least=1)
_TEXTS = ListOf(Text(), at_least=1)
_POINTS_TO = MapOf(Number(0, _MAX_WEIGHT))

SCALE = _record(
    "scale",
    {
        "options": _required(
            ListOf(
                _record("option", {"id": _required(Id()), "text": _required(Words()), "share": Number(0, 1)}),
                at_least=2,
            )
        )
    },
)

ITEM = _record(
    "item",
    {
        "id": _required(Id()),
        "text": _required(Words()),
        "text_ended": Words(),
        "hint": Words(),
        "why": Words(),
        "scale": Id(),
        "reverse": Flag(),
        "points_to": _POINTS_TO,
        "choose": Choice(("one", "many")),
        "options": ListOf(
            _record(
                "option",
                {
                    "id": _required(Id()),
                    "text": _required(Words()),
                    "points_to": _POINTS_TO,
                    "raise_it": Words(),
                },
            ),
            at_least=1,
        ),
        "may_not_apply": Flag(),
        "show_if": ShowIf(),
        "private": Flag(),
        "tracks": _IDS,
    },
)

_ADVICE: dict[str, Kind | Field] = {
    "id": _required(Id()),
    "text": _required(Words()),
    "good_answer": Words(),
    "if_it_goes_badly": Words(),
    "when": ListOf(Choice(tuple(Stage)), at_least=1),
    "tracks": _IDS,
    "unsafe_with_control": Flag(),
    "unsafe_in_crisis": Flag(),
}

_CARD = _record(
    "result",
    {
        "title": _required(Text()),
        "text": _required(_TEXTS),
        "steps": _TEXTS,
        "line": Text(),
    },
)

_CARDS = ("worse_for_weeks", "fresh_look", "moving", "too_soon", "not_found", "not_enough")

RESULTS = _record(
    "set of result words",
    {
        "stuck_is_common": _required(Text()),
        "not_measured": _required(Text()),
        "can_wait": _required(Text()),
        **{name: _required(_CARD) for name in _CARDS},
    },
)

BANK = _record(
    "bank",
    {
        "name": _required(Text()),
        "language": Text(),
        "version": Text(),
        "tracks": _IDS,
        "scales": MapOf(SCALE),
        "results": RESULTS,
    },
)

TRACK = _record(
    "track",
    {
        "track": Id(),
        "name": _required(Words()),
        "welcome": ListOf(Words()),
        "quick": Number(1, 10_000, whole=True),
        "order": ListOf(Id()),
        "sections": _record(
            "set of sections", {name: Words() for name in ("context", "opening", "questions", "private")}
        ),
        "results": _record("set of result words of one track", dict.fromkeys(_CARDS, _CARD)),
        "context": ListOf(ITEM, at_most=MAX_CONTEXT_ITEMS),
        "opening": ListOf(ITEM),
    },
)

_PARAGRAPH = _record("paragraph", {"text": _required(Words()), "unsafe_with_control": Flag()}, or_text=True)

REASON = _record(
    "reason",
    {
        "reason": _required(Id()),
        "name": _required(Words()),
        "tracks": _required(_IDS),
        "lies_with": _required(ListOf(Choice(tuple(LiesWith)), at_least=1)),
        "private": Flag(),
        "summary": _required(Words()),
        "may_mean": _required(ListOf(_PARAGRAPH, at_least=1)),
        "if_worse": ListOf(_PARAGRAPH, at_least=1),
        "does_not_mean": _required(Words()),
        "first_step": _required(Id()),
        "first_line": _required(Id()),
        "steps": _required(
            _record("set of steps", {group: ListOf(_record("step", _ADVICE), at_least=1) for group in StepGroup})
        ),
        "opening_lines": _required(ListOf(_record("opening line", _ADVICE), at_least=1)),
        "to_partner": ListOf(Words(), at_least=1, at_most=2),
        "research": ListOf(_record("research note", {"cite": _required(Id()), "says": _required(Words())})),
        "documents": ListOf(Text()),
        "items": ListOf(ITEM),
    },
)

WHAT_NOW = _record(
    "what-now file",
    {
        "parts": _required(
            ListOf(
                _record(
                    "part",
                    {
                        "id": _required(Id()),
                        "title": _required(Text()),
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

REFERENCES = _record(
    "references file",
    {
        "references": _required(
            MapOf(
                _record(
                    "reference",
                    {
                        "authors": _required(Text()),
                        "year": _required(Text()),
                        "source": _required(Text()),
                        "doi": Text(),
                    },
                )
            )
        )
    },
)

_CHOSEN = MapOf(ListOf(Text()), names=Text())

_SAFETY_CARD = _record("card", {"title": _required(Text()), "text": _required(_TEXTS), "line": Text()})

SAFETY = _record(
    "set of safety words",
    {
        "alone": _required(
            _record(
                "question",
                {name: _required(Text()) for name in ("text", "hint", "yes", "not_now", "leave_out")},
            )
        ),
        "intro": _required(_TEXTS),
        "answers": _required(
            _record("set of answers", {name: _required(Text()) for name in ("yes", "not_sure", "no")})
        ),
        "items": _required(
            ListOf(
                _record(
                    "safety item",
                    {
                        "id": _required(Id()),
                        "notice": _required(Choice(tuple(Concern))),
                        "tracks": _IDS,
                        "text": _required(Text()),
                        "why": _required(Text()),
                        "lines": ListOf(
                            _record("line", {"id": _required(Id()), "text": _required(Text())}), at_least=1
                        ),
                        "not_sure": Text(),
                        "none": Text(),
                    },
                ),
                at_least=1,
            )
        ),
        "after": _required(_TEXTS),
        "left_out": _required(_SAFETY_CARD),
        "notices": _required(_record("set of notices", {name: _required(_SAFETY_CARD) for name in Concern})),
        "before_results": _required(Text()),
        "in_this_light": _required(Text()),
        "support": _required(
            _record(
                "set of help words",
                {
                    "title": _required(Text()),
                    "text": _required(_TEXTS),
                    "no_country": _required(_TEXTS),
                    **{f"{name}_title": _required(Text()) for name in ("directories", "about", *HelpKind)},
                    "complain": _required(Text()),
                    "complain_points": _required(_TEXTS),
                },
            )
        ),
    },
)

HELPLINES = _record(
    "list of helplines",
    {
        "compiled": _required(Text()),
        "countries": _required(MapOf(Text(), names=Text())),
        "helplines": _required(
            ListOf(
                _record(
                    "helpline",
                    {
                        "country": _required(Text()),
                        "kind": _required(Choice(tuple(HelpKind))),
                        "name": _required(Text()),
                        "phone": Text(),
                        "text": Text(),
                        "web": Text(),
                        "hours": Text(),
                        "basis": _required(Choice(("official", "press", "general"))),
                        "note": Text(),
                    },
                )
            )
        ),
    },
)

RESPONSES = _record(
    "responses file",
    {
        "stuckpoint": _required(Number(1, 1, whole=True)),
        "bank": Text(),
        "version": Text(),
        "track": _required(Text()),
        "context": _CHOSEN,
        "responses": _required(_CHOSEN),
        "picked": Anything(),
    },
)
