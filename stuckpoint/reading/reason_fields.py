"""The field rules of a reason: what is said about it, its steps, its opening lines, and its items and their scales."""

from stuckpoint.bank import LiesWith, Stage, StepGroup
from stuckpoint.reading.kinds import (
    IDS,
    Choice,
    Flag,
    Id,
    ListOf,
    MapOf,
    Number,
    ShowIf,
    Text,
    Words,
    a_record,
    optional,
    required,
)
from stuckpoint.reading.problems import WARNINGS

MAX_OPTIONS = 250
MAX_NUMBER = 100
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
                    or_text=True,
                ),
                at_least=2,
                at_most=MAX_OPTIONS,
            ),
            "what may be chosen, least first: each its words, or keys of its own",
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
    or_text=True,
)

ALLOW = optional(
    MapOf(Text(), names=Choice(WARNINGS)),
    "warnings of `check` that are meant so, each with the reason: `{leading: published wording}`",
)

LANGUAGE = optional(
    Text(), "the language that this file is written in, by its code, such as `es`; that of the bank without it"
)

_RANGE = a_record(
    "range",
    {
        "from": required(Number(0, MAX_NUMBER, whole=True), "the lowest number"),
        "to": required(Number(0, MAX_NUMBER, whole=True), f"the highest number, at most {MAX_NUMBER}"),
        "from_means": optional(Words(), "what the lowest means, such as `not at all`"),
        "to_means": optional(Words(), "what the highest means"),
    },
)

WHEN = optional(
    ListOf(Choice(tuple(Stage)), at_least=1),
    f"the stages it is for: {', '.join(Stage)}; without it, all but {Stage.NEVER}",
)

ITEM = a_record(
    "item",
    {
        "id": required(Id(), "its id, unique in the bank: a word that means something"),
        "text": required(Words(), "the question"),
        "text_just_begun": optional(
            Words(), "the question as put to someone who has just begun, only where the wording needs it"
        ),
        "text_ended": optional(
            Words(), "the question as put to someone whose therapy has ended, only where the wording needs it"
        ),
        "hint": optional(Words(), "one more line under the question"),
        "why": optional(Words(), "why we ask, shown on `?`; without it the reasons it is about are named"),
        "scale": optional(Id(), "a response scale of the bank"),
        "reverse": optional(
            Flag(),
            "true: the first option, or the lowest number, counts most, for a question whose last answer is the good "
            "one",
        ),
        "points_to": optional(
            _POINTS_TO,
            "with a scale or a number: weights by reason, 0 or more; without it, the item's own reason with 1",
        ),
        "choose": optional(
            Choice(("one", "many")),
            "many: a tick-all item, of which any number of options may be ticked; the last has to be `none_of_these`. "
            "one, or without it: one answer",
        ),
        "options": optional(
            ListOf(_OPTION, at_least=1, at_most=MAX_OPTIONS),
            "instead of a scale: the options, each its words, or keys of its own",
        ),
        "number": optional(
            _RANGE,
            "instead of a scale: a whole number is typed, such as `{from: 0, to: 10}`; the highest counts most, and "
            "one half way counts half",
        ),
        "may_not_apply": optional(Flag(), 'true: "does not apply" is offered'),
        "show_if": optional(
            ShowIf(),
            "asked only if an earlier item was answered so: `{item: [option, ...]}`, "
            "or several joined by `{all: [...]}` or `{any: [...]}`",
        ),
        "ask": optional(
            Choice(("always", "when_it_helps")),
            "always: asked in every length, after the tick-all items. when_it_helps: where it can change what stands "
            "out. Without the key, always in a file that is added to the shipped questions, else when_it_helps",
        ),
        "private": optional(Flag(), "true: what a person would not want their partner to read"),
        "tracks": optional(IDS, "only these of the reason's tracks"),
        "when": WHEN,
        "allow": ALLOW,
    },
)

_CRISIS = "true: wrong for someone in a crisis. Without the key it is false; in a file that is added, true"
_MISCONDUCT = (
    "true: means going back to, or staying with, a therapist who may have done what a therapist must never do. "
    "Without the key it is false; in a file that is added, true"
)
# For texts that are safe where nobody has said otherwise.
_MARKS = {
    "unsafe_with_control": optional(
        Flag(),
        "true: would put at risk someone who is controlled by, or afraid of, a person close to them; false without it",
    ),
    "unsafe_in_crisis": optional(Flag(), _CRISIS),
    "unsafe_with_misconduct": optional(Flag(), _MISCONDUCT),
    "when": WHEN,
}

_ADVICE = {
    "id": required(Id(), "its id, unique in the bank among its kind"),
    "text": required(Words(), "what to do, or to say"),
    "good_answer": optional(Words(), "what a good answer sounds like"),
    "if_it_goes_badly": optional(Words(), "what to do without a good answer"),
    "when": WHEN,
    "tracks": optional(IDS, "only these of the reason's tracks"),
    "unsafe_with_control": optional(
        Flag(),
        "true: would put at risk someone who is controlled by, or afraid of, a person close to them; such texts are "
        "left out of every file. Without the key it counts as true in the track couples and as false in any other, "
        "so in a reason for couples say `false` where it is safe. The shipped bank has to say one or the other there",
    ),
    "unsafe_in_crisis": optional(Flag(), _CRISIS),
    "unsafe_with_misconduct": optional(Flag(), _MISCONDUCT),
}

_GROUPS = {
    StepGroup.YOU: "what a person can try alone",
    StepGroup.WITH_THERAPIST: "what they can try with their therapist",
    StepGroup.ELSEWHERE: "what they can try with someone else, or somewhere else",
}

_STEPS = ListOf(a_record("step", _ADVICE), at_least=1)

_PARAGRAPH = a_record("paragraph", {"text": required(Words(), "the paragraph"), **_MARKS}, or_text=True)

# What a reason's own file may hold, and a file that adds to it as well.
_OFFERED = {
    "steps": optional(
        a_record("set of steps", {group: optional(_STEPS, _GROUPS[group]) for group in StepGroup}),
        "steps by group: `you`, `with_therapist`, `elsewhere`",
    ),
    "opening_lines": optional(
        ListOf(a_record("opening line", _ADVICE), at_least=1), "words to say, in the person's own voice"
    ),
    "together": optional(
        MapOf(ListOf(_PARAGRAPH, at_least=1)),
        "by the id of another reason, how the two may hang together and where one could begin: paragraphs, shown "
        "where both stand out, never a cause; once for a pair, in either file",
    ),
}
_ASKED = {
    "items": optional(ListOf(ITEM), "its items"),
    "scales": optional(MapOf(SCALE), "response scales by id, each with `options`: for its items, and all others"),
    "language": LANGUAGE,
    "allow": ALLOW,
}

REASON = a_record(
    "reason",
    {
        "reason": required(Id(), "its id, which is also the file's name"),
        "name": required(Words(), "as people read it"),
        "tracks": required(IDS, "the tracks it serves"),
        "lies_with": required(
            ListOf(Choice(tuple(LiesWith)), at_least=1),
            f"where it may lie: any of {', '.join(LiesWith)}, and never you alone",
        ),
        "private": optional(Flag(), "true: everything about it is private"),
        "about_control": optional(
            Flag(),
            "true: where it stands out, it comes first on screen, and results are read there as for someone who is "
            "afraid of their partner; it is never shown as the nearest",
        ),
        "no_headline_with_control": optional(
            Flag(),
            "true: never what results begin with, on screen, for someone who is afraid of a person close to them",
        ),
        "summary": required(Words(), "one sentence, hopeful, blameless"),
        "may_mean": required(
            ListOf(_PARAGRAPH, at_least=1),
            "what it may mean: paragraphs, each a text, or `{text: ..., unsafe_with_control: true}`",
        ),
        "if_worse": optional(
            ListOf(_PARAGRAPH, at_least=1),
            "comes before `may_mean` when things have been worse for weeks",
        ),
        "does_not_mean": required(Words(), "one or two sentences"),
        "first_step": required(
            Id(), "the id of one of its steps: under ten minutes, safe for anyone, so never one that is marked unsafe"
        ),
        "first_line": required(
            Id(), "the id of one of its opening lines: safe for anyone, so never one that is marked unsafe"
        ),
        **_OFFERED,
        **{key: _OFFERED[key]._replace(required=True) for key in ("steps", "opening_lines")},
        "to_partner": optional(
            ListOf(Words(), at_least=1, at_most=2),
            "up to two sentences about one's own wish, to show a partner: "
            "only in a reason that is in the track couples and not private",
        ),
        "research": optional(
            ListOf(
                a_record(
                    "research note",
                    {
                        "cite": required(Id(), "an id in references.yaml"),
                        "says": required(Words(), "the finding in plain words"),
                        "tracks": optional(IDS, "only these of the reason's tracks"),
                        **_MARKS,
                    },
                )
            ),
            "what studies found: notes with `cite` and `says`",
        ),
        "documents": optional(ListOf(Text()), "the themes of the source documents that it carries"),
        **_ASKED,
    },
)

ADDITION = a_record(
    "addition",
    {
        "add_to": required(Id(), "the id of the reason that the file adds to"),
        **_OFFERED,
        **_ASKED,
        "context": optional(
            ListOf(ITEM), "context items, in the reason's tracks: no weights, and five a track at most"
        ),
    },
)
