"""What people bring along from other programs, and what is written here in its place: tables, each with its look-up."""

import re

# By the kind of record, which of its keys such words stand for.
_ANSWERS = "label title name answer caption value_label"
_WEIGHTS = "weight weights score scores scoring points reason reasons"
_SAME: dict[str, dict[str, str]] = {
    "item": {
        "options": "choices answers responses alternatives response_options answer_options",
        "text": "question title label prompt wording name statement",
        "hint": "description help help_text note info instruction instructions explanation subtitle",
        "show_if": "if when condition conditions visible_if depends_on relevant relevance show_when display_if",
        "reverse": "reversed inverted inverse reverse_scored reverse_coded reverse_keyed negative",
        "points_to": _WEIGHTS,
        "may_not_apply": "not_applicable na allow_na",
    },
    "range": {
        "from": "min minimum low lowest least start first lower",
        "to": "max maximum high highest most end last upper",
        "from_means": "from_label from_text low_label min_label left left_label",
        "to_means": "to_label to_text high_label max_label right right_label",
    },
    "option": {"text": _ANSWERS, "id": "key code", "points_to": _WEIGHTS},
    "scale option": {"text": _ANSWERS, "id": "key code", "share": "value weight score points"},
    "scale": {"options": "choices answers responses labels levels points"},
    "reason": {
        "reason": "id key",
        "name": "title label",
        "summary": "description short",
        "steps": "advice tips actions next_steps things_to_try",
        "opening_lines": "lines phrases words_to_say",
        "items": "questions",
        "tracks": "track",
        "scales": "scale",
    },
    "addition": {"add_to": "reason to adds_to", "items": "questions", "scales": "scale"},
    "step": {"text": "step title label action", "when": "stage stages", "if_it_goes_badly": "bad_answer"},
    "opening line": {"text": "line title label words", "when": "stage stages"},
    "research note": {"says": "text finding", "cite": "source reference doi"},
    "track": {"track": "id key", "name": "title label", "opening": "items questions"},
    "bank": {"name": "title label bank"},
}

# Likewise, what to do about words that none of its keys stands for. Each is a pattern for the whole word.
_TO_DO: dict[str, dict[str, str]] = {
    "item": {
        "required|mandatory|optional|obligatory|skippable": "delete it: every question can be skipped",
        "type|kind|format|widget|input|style": "delete it: an item has 'scale:', 'options:' or 'number:', and "
        "'choose: many' where several may be ticked; nobody types a text",
        "min(imum)?|max(imum)?|from|to|range|slider|rating|numeric|integer|numbers": "write "
        "'number: {from: 0, to: 10}'",
        "rows|columns|grid|matrix|statements|items|questions": "write an item for each row, all with the same 'scale:'",
        "multi(ple)?(_?select|_?choice|_answers)?|select(_?many)?|check_?box(es)?|allow_multiple|many": "write "
        "'choose: many', and {id: none_of_these, text: None of these} as the last option",
        "(allow_|has_)?other(_option)?|free_text|comments?|text_field": "write an option for it, such as "
        "{id: something_else, text: 'Something else, not listed'}",
        "default|initial|(pre)?selected": "delete it: no answer is chosen beforehand",
        "order|position|index|shuffle|random(i[sz]e)?|section|page": "delete it: items are asked in the "
        "order in which they are written",
        "(skip|hide)(_if|_when|_logic)?|unless|show_unless": "write 'show_if:' with the answers that it is asked after",
        "next|goto|go_to|jump(_to)?|branch|logic|skip_to|then": "write 'show_if:' in the item that is to follow",
        "how_.*|likert|agree.*|yes_?no|true_?false": "write 'scale: how_often' for a scale of the bank, or the answers "
        "under 'options:'",
        "anchors?|labels?|levels?|left|right|low|high": "write the answers under 'options:', or 'number:' with "
        "'from_means:' and 'to_means:'",
    },
    "range": {
        "reversed?|points_to|may_not_apply|hint": "write it beside 'number:', and not inside",
        "steps?|by|increment|interval": "delete it: every whole number can be typed",
        "labels?|anchors?|means|texts?": "write 'from_means:' and 'to_means:'",
    },
    "option": {
        "value|number|order|position|index": "delete it: 'points_to' says what an answer speaks for, and the order is "
        "as written",
        "next|goto|go_to|jump(_to)?|skip_to|then": "write 'show_if:' in the item that is to follow",
        "may_not_apply|show_if|reverse|scale|hint|why|private|choose": "write it in the item, beside 'options:'",
        "exclusive|none|none_of_the_above": "give it the id none_of_these, and put it last",
        "correct|is_correct|right": "delete it: no answer is right or wrong",
        "share": "write 'points_to:' with a weight, or a scale whose options have shares",
    },
    "scale option": {"points_to": "write it in the item; here stands 'share:', how much an answer counts"},
    "reason": {
        "category|group|domain|type|tags?|order|weight|priority": "delete it: nothing is read from it",
        "author|date|source|copyright|licen[cs]e|created|notes?|comments?": "put '# ' before it, to keep it as a note",
    },
}

# How a record is written of which the keys alone do not tell.
EXAMPLES = {"range": "{from: 0, to: 10}"}

# What stands for "nothing" elsewhere. Here it would be read out as a word.
NOTHING = frozenset({"null", "~", ".nan", "nan", "nil", "undefined"})
NOTHING_OPTIONAL = NOTHING | {"none", "n/a", "na", "tbd", "-", "--", "empty"}

_YES, _NO = frozenset({"true", "yes", "y", "on", "1"}), frozenset({"false", "no", "n", "off", "0"})

SCALE_TO_DO = (
    "name a scale of the bank, such as how_often, or write answers of its own under 'options:', "
    "or 'number: {from: 0, to: 10}'"
)

_CONDITION = re.compile(r"\s*(?:[<>=!]|not\s|[-0-9.]+$)", re.IGNORECASE)
CONDITION_TO_DO = (
    "list the ids of all the options that it waits for, such as [often, almost_always] (a number cannot be waited for)"
)
_JOINED = {"or": "any", "||": "any", "either": "any", "one": "any", "and": "all", "&&": "all", "both": "all"}
_NEGATED = frozenset({"not", "none", "unless", "nor", "no"})

# Lines that no file of ours holds: the first group is what is wrong with one.
LINES = (
    (re.compile(r" *(//|/\*|\*/|<!--|--(?= )|;+(?= ))"), "'{}' does not begin a note", "begin a note with '# '"),
    (
        re.compile(r" *(\(?(?:[0-9]{1,3}|[a-zA-Z])[.)])(?= )"),
        "'{}' does not begin a list entry",
        "begin it with '- ' (hyphen, space)",
    ),
    (re.compile(r"(\.\.\.)\s*$"), "a line of dots ends the file, and more stands below it", "delete the dots"),
    (
        re.compile(r".*\bshow_if\b[^'\"]*?[:\[,] *([<>=!]+)|[^'\"]*?[:\[,] *([<>=!]=)"),
        "a condition has no '{}'",
        CONDITION_TO_DO,
    ),
)

# How files begin that are no text.
_AS_TEXT = "write it in an editor for plain text, or save it as plain text"
BEGINNINGS = {
    b"PK\x03\x04": ("this is a file of a word processor, or a packed one, and not plain text", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("this is a file of an old word processor and not plain text", _AS_TEXT),
    b"%PDF": ("this is a PDF and not plain text", _AS_TEXT),
    b"\x89PNG": ("this is a picture and not plain text", "name a YAML file"),
    b"\xff\xd8\xff": ("this is a picture and not plain text", "name a YAML file"),
    b"\x1f\x8b": ("this is a packed file", "unpack it first"),
}


def key_meant(record: str, key: str) -> str | None:
    """Returns the key of a record that a word of other programs stands for."""
    return next((ours for ours, theirs in _SAME.get(record, {}).items() if _plain(key) in theirs.split()), None)


def key_to_do(record: str, key: str) -> str | None:
    """Returns what to do about a word of other programs that no key of a record stands for."""
    rows = _TO_DO.get(record, {}).items()
    return next((to_do for pattern, to_do in rows if re.fullmatch(pattern, _plain(key))), None)


def flag_meant(text: str) -> str | None:
    """Returns which of true and false a word stands for."""
    return "true" if text.lower() in _YES else "false" if text.lower() in _NO else None


def is_compared(text: str) -> bool:
    """Says whether a comparison, or a number, stands for an option."""
    return _CONDITION.match(text) is not None


def joined_by(key: str) -> tuple[str, str] | None:
    """Returns what to say of a word that joins conditions elsewhere, or turns one round."""
    if key.lower() in _NEGATED:
        return (
            f"a condition has no '{key}'",
            "name the item, and list the answers that are left, such as {item: [often]}",
        )
    ours = _JOINED.get(key.lower())
    return (f"conditions are not joined by '{key}'", f"write {{{ours}: [...]}}") if ours else None


def _plain(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())
