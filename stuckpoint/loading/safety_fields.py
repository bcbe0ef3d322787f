"""The field rules of the safety words and of the helplines."""

from stuckpoint.bank.helplines import HelpKind
from stuckpoint.bank.safety import Concern
from stuckpoint.reading.field_rules import IDS, TEXTS, a_record, required
from stuckpoint.reading.kinds import Choice, Id, ListOf, MapOf, Text

_SAFETY_CARD = a_record("card", {"title": required(Text()), "text": required(TEXTS), "line": Text()})

SAFETY = a_record(
    "set of safety words",
    {
        "alone": required(
            a_record(
                "question",
                {name: required(Text()) for name in ("text", "hint", "yes", "not_now", "leave_out")},
            )
        ),
        "intro": required(TEXTS),
        "answers": required(a_record("set of answers", {name: required(Text()) for name in ("yes", "not_sure", "no")})),
        "items": required(
            ListOf(
                a_record(
                    "safety item",
                    {
                        "id": required(Id()),
                        "notice": required(Choice(tuple(Concern))),
                        "tracks": IDS,
                        "text": required(Text()),
                        "why": required(Text()),
                        "lines": ListOf(a_record("line", {"id": required(Id()), "text": required(Text())}), at_least=1),
                        "not_sure": Text(),
                        "none": Text(),
                    },
                ),
                at_least=1,
            )
        ),
        "after": required(TEXTS),
        "left_out": required(_SAFETY_CARD),
        "notices": required(a_record("set of notices", {name: required(_SAFETY_CARD) for name in Concern})),
        "in_place_of_good_news": required(
            a_record("set of cards", {name: required(_SAFETY_CARD) for name in (Concern.CRISIS, Concern.MISCONDUCT)})
        ),
        "before_results": required(Text()),
        "support": required(
            a_record(
                "set of help words",
                {
                    "title": required(Text()),
                    "text": required(TEXTS),
                    "no_country": required(TEXTS),
                    **{f"{name}_title": required(Text()) for name in ("directories", "about", *HelpKind)},
                    "complain": required(Text()),
                    "complain_points": required(TEXTS),
                },
            )
        ),
    },
)

HELPLINES = a_record(
    "list of helplines",
    {
        "compiled": required(Text()),
        "countries": required(MapOf(Text(), names=Text())),
        "helplines": required(
            ListOf(
                a_record(
                    "helpline",
                    {
                        "country": required(Text()),
                        "kind": required(Choice(tuple(HelpKind))),
                        "name": required(Text()),
                        "phone": Text(),
                        "text": Text(),
                        "web": Text(),
                        "hours": Text(),
                        "basis": required(Choice(("official", "press", "general"))),
                        "note": Text(),
                    },
                )
            )
        ),
    },
)
