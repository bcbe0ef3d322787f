"""The field rules of items and of the scales that they are answered on."""

from stuckpoint.reading.kinds import (
    IDS,
    Choice,
    Flag,
    Id,
    ListOf,
    MapOf,
    Number,
    ShowIf,
    Words,
    a_record,
    optional,
    required,
)

MAX_OPTIONS = 250
_MAX_WEIGHT = 1_000_000
_POINTS_TO = MapOf(Number(0, _MAX_WEIGHT))

SCALE = a_record(
    "scale",
    {
        "options": required(
            ListOf(
                a_record(
                    "scale option",
                    {
                        "id": required(Id(), "its id, unique in the scale"),
                        "text": required(Words(), "what may be chosen"),
                        "share": optional(
                            Number(0, 1),
                            "how much it counts, from 0 to 1, where the steps of the scale are uneven; "
                            "without it, option j of n counts j / (n - 1)",
                        ),
                    },
                ),
                at_least=2,
                at_most=MAX_OPTIONS,
            ),
            "what may be chosen, least first",
        )
    },
)

_OPTION = a_record(
    "option",
    {
        "id": required(Id(), "its id, unique in the item; `none_of_these` excludes the rest and points nowhere"),
        "text": required(Words(), "what may be chosen"),
        "points_to": optional(_POINTS_TO, "weights by reason, 0 or more; only their ratio within an item matters"),
        "raise_it": optional(Words(), "a sentence worth mentioning whatever the scores say"),
    },
)

ITEM = a_record(
    "item",
    {
        "id": required(Id(), "its id, unique in the bank: a word that means something"),
        "text": required(Words(), "the question"),
        "text_ended": optional(
            Words(), "the question as put to someone whose therapy has ended, only where the wording needs it"
        ),
        "hint": optional(Words(), "one more line under the question"),
        "why": optional(Words(), "why we ask, shown on `?`; without it the reasons it is about are named"),
        "scale": optional(Id(), "a response scale of the bank"),
        "reverse": optional(
            Flag(), "true: the first option counts most, for a question whose last answer is the good one"
        ),
        "points_to": optional(
            _POINTS_TO, "with a scale: weights by reason, 0 or more; without it, the item's own reason with 1"
        ),
        "choose": optional(
            Choice(("one", "many")),
            "many: a tick-all item, of which any number of options may be ticked; the last has to be `none_of_these`. "
            "one, or without it: one answer",
        ),
        "options": optional(ListOf(_OPTION, at_least=1, at_most=MAX_OPTIONS), "instead of a scale: the options"),
        "may_not_apply": optional(Flag(), 'true: "does not apply" is offered'),
        "show_if": optional(
            ShowIf(),
            "asked only if an earlier item was answered so: `{item: [option, ...]}`, "
            "or several joined by `{all: [...]}` or `{any: [...]}`",
        ),
        "private": optional(Flag(), "true: what a person would not want their partner to read"),
        "tracks": optional(IDS, "only these of the reason's tracks"),
    },
)
