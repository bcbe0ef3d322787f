"""The table of field rules: every key of every file, with its kind and what it holds. The one place they are listed.

The rules of reasons and items stand in a module of their own, and `FILES` holds them all.
"""

from functools import cache

from stuckpoint.bank.cards import SignKind
from stuckpoint.engine.answers import MOST_REASONS, Rings
from stuckpoint.reading.kinds import (
    IDS,
    TEXTS,
    Choice,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    Text,
    Words,
    a_record,
    optional,
    required,
)
from stuckpoint.reading.reason_fields import ADDITION, ALLOW, ITEM, LANGUAGE, REASON, SCALE, WHEN

__all__ = [
    "ADDITION",
    "BANK",
    "FILES",
    "ITEM",
    "PICKED",
    "REASON",
    "REFERENCES",
    "RESPONSES",
    "SCALE",
    "TRACK",
    "WHAT_NOW",
]

MAX_CONTEXT_ITEMS = 5

_CARD = a_record(
    "result",
    {
        "title": required(Text(), "its heading"),
        "text": required(TEXTS, "its paragraphs"),
        "steps": optional(TEXTS, "things to try"),
        "line": optional(Text(), "words to say in a session"),
    },
)

_CARDS = {
    "worse_for_weeks": "the card where things have been worse for weeks: above everything else",
    "fresh_look": "the card where earlier therapy did not help, more than once",
    "moving": "the card where nothing stands out and it seems to be going somewhere",
    "too_soon": "the card where nothing stands out and it is too soon to say",
    "not_found": "the card where nothing stands out and the person is stuck all the same",
    "not_enough": "the card where too little was answered",
}

RESULTS = a_record(
    "set of result words",
    {
        "stuck_is_common": required(Text(), "that being stuck is common and no failing"),
        "not_measured": required(Text(), "that none of this was measured against norms"),
        "can_wait": required(Text(), "that it can wait until tomorrow"),
        **{name: required(_CARD, help) for name, help in _CARDS.items()},
    },
)

BANK = a_record(
    "bank",
    {
        "name": required(Text(), "what the bank is called"),
        "language": optional(Text(), "the language it is written in; en without it"),
        "version": optional(Text(), "its version; answers that are kept name it"),
        "tracks": optional(IDS, "its tracks, in the order in which they are offered"),
        "scales": optional(MapOf(SCALE), "response scales by id, each with `options`"),
        "results": optional(RESULTS, "the words that every result says; without them, those of the shipped bank"),
        "allow": ALLOW,
    },
)

_SECTIONS = {
    "context": "said before the context items",
    "opening": "said before the tick-all items",
    "questions": "said before the single questions",
    "private": "said before the private items",
}

_SIGN_KINDS = {
    SignKind.STAY: "for staying",
    SignKind.CHANGE: "for a change of how you work, or of therapist",
    SignKind.PAUSE_OR_END: "for a break or an end",
    SignKind.GET_HELP: "for getting other help",
}

_PARTNER_PAGE = a_record(
    "page for a partner",
    {
        "title": required(Text(), "its heading"),
        "text": required(TEXTS, "its paragraphs"),
        "question": required(Text(), "one question to ask the therapist together"),
        "involves": required(TEXTS, "what therapy for two involves"),
        "does_not_involve": required(TEXTS, "what it does not involve"),
    },
)

TRACK = a_record(
    "track",
    {
        "track": optional(Id(), "its id, which is also the file's name"),
        "name": required(Words(), "as people choose it"),
        "welcome": optional(ListOf(Words()), "paragraphs shown once it is chosen"),
        "quick": optional(
            Number(1, 10_000, whole=True), "how many questions `--length quick` asks at most; 20 without it"
        ),
        "order": optional(ListOf(Id()), "its reasons, in order; those it does not name follow by id"),
        "sections": optional(
            a_record("set of sections", {name: optional(Words(), help) for name, help in _SECTIONS.items()}),
            "what is said when a part begins: `context`, `opening`, `questions`, `private`",
        ),
        "results": optional(
            a_record(
                "set of result words of one track",
                {
                    "stuck_is_common": optional(Text(), "that being stuck is common and no failing"),
                    **{name: optional(_CARD, help) for name, help in _CARDS.items()},
                },
            ),
            "words and cards that say it in this track's own words, in place of the bank's",
        ),
        "partner_page": optional(
            _PARTNER_PAGE, "in a track for two, the page for a partner; without it no such page is offered"
        ),
        "context": optional(ListOf(ITEM, at_most=MAX_CONTEXT_ITEMS), "context items, at most five: no weights"),
        "opening": optional(ListOf(ITEM), "the items asked first; four to six tick-all items serve best"),
        "language": LANGUAGE,
        "allow": ALLOW,
    },
)

_SIGNS = a_record("set of signs", {kind: optional(ListOf(Text()), help) for kind, help in _SIGN_KINDS.items()})

WHAT_NOW = a_record(
    "what-now file",
    {
        "parts": required(
            ListOf(
                a_record(
                    "part",
                    {
                        "id": required(Id(), "its id"),
                        "title": required(Text(), "its heading"),
                        "text": optional(ListOf(Text()), "its paragraphs"),
                        "signs": optional(_SIGNS, f"signs of what may come next, by kind: {', '.join(SignKind)}"),
                        "with_this_therapist": optional(
                            ListOf(Text()),
                            "a list under them, of what means staying with the therapist there is, or going back: left "
                            "out of results on screen for someone whose therapist may have done what one must never do",
                        ),
                        "points": optional(ListOf(Text()), "a list under them"),
                        "tracks": optional(IDS, "the tracks whose results show it; every track without it"),
                        "when": WHEN,
                        "documents": optional(ListOf(Text()), "the themes of the source documents that it carries"),
                    },
                ),
                at_least=1,
            ),
            "what comes next, whatever the scores, part by part",
        ),
        "language": LANGUAGE,
        "allow": ALLOW,
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
                        "authors": required(Text(), "who wrote it"),
                        "year": required(Text(), "when it came out"),
                        "source": required(Text(), "its title and where it can be found"),
                        "doi": optional(Text(), "its DOI"),
                    },
                )
            ),
            "the studies that reasons cite, by id",
        )
    },
)

_CHOSEN = MapOf(ListOf(Text()), names=Text())

PICKED = a_record(
    "set of picks",
    {
        "rings": optional(MapOf(Choice(tuple(Rings))), f"by reason, whether it fits: {', '.join(Rings)}"),
        "reasons": optional(ListOf(Id(), at_most=MOST_REASONS), "reasons to take along, at most three, in order"),
        "step": optional(Id(), "the id of a step to take along"),
        "line": optional(Id(), "the id of an opening line to take along"),
        "rather_not": optional(ListOf(Id()), "reasons not to go into"),
    },
)

RESPONSES = a_record(
    "responses file",
    {
        "stuckpoint": required(Number(1, 1, whole=True), "1, the version of this format"),
        "bank": optional(Text(), "the name of the questions that were answered"),
        "version": optional(Text(), "the version of the questions that were answered"),
        "taken": optional(Text(), "the day on which it was answered, such as 2026-11-30"),
        "track": required(Text(), "the track that was answered"),
        "context": optional(_CHOSEN, "responses to context items"),
        "responses": required(_CHOSEN, "responses to the others, each a list of option ids; `[]` is skipped"),
        "wording": optional(MapOf(Text(), names=Text()), "for each question answered, a short sum of its words then"),
        "picked": optional(PICKED, "what was chosen to take along"),
        "picked_in_private": optional(PICKED, "likewise, about reasons that private answers alone brought up"),
    },
)

FILES: dict[str, Record] = {
    "bank": BANK,
    "track": TRACK,
    "reason": REASON,
    "addition": ADDITION,
    "what_now": WHAT_NOW,
    "references": REFERENCES,
    "responses": RESPONSES,
}


@cache
def records() -> tuple[tuple[Record, str], ...]:
    """Returns every record that may stand in a file, at any depth, each with the key that holds it."""
    found: list[tuple[Record, str]] = []
    left: list[tuple[Kind, str]] = [(record, "") for record in FILES.values()]
    while left:
        kind, holder = left.pop(0)
        if isinstance(kind, Record):
            found.append((kind, holder))
            left.extend((rule.kind, key) for key, rule in kind.fields.items())
        elif isinstance(kind, ListOf | MapOf):
            left.append((kind.kind, holder))
    return tuple(found)
