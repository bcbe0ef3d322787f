"""The rules that look at how things are worded, above all questions."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from stuckpoint.authoring.checks.draft import QUESTIONS, Draft, Found, Passage
from stuckpoint.authoring.checks.grade import grade
from stuckpoint.authoring.faults import near_copies
from stuckpoint.reading import Place
from stuckpoint.reading.problems import quoted

HIGHEST_OF_ITEMS = 6.0
HIGHEST_OF_EXPLANATIONS = 8.0
_OPTIONS = (("items", "options", "text"), ("scales", "options", "text"))
_GRADED_AS_ITEMS = frozenset({*QUESTIONS, *_OPTIONS})


def reading_grade(draft: Draft) -> Iterator[Found]:
    """Yields each question with its options, and each other text, that is harder to read than it ought to be."""
    for asked in draft.asked:
        item = asked.item
        for key in ("text", "text_just_begun", "text_ended"):
            text = getattr(item, key)
            place = asked.placed.entry.values[key].place if text else asked.place
            if text and draft.in_english(place) and not _is_short_and_easy(text):
                texts = (text, *(option.text for option in item.options if not item.is_number))
                yield from _hard(place, "this question with its options", texts, HIGHEST_OF_ITEMS)
    for passage in _in_english(draft, draft.passages):
        if passage.keys not in _GRADED_AS_ITEMS:
            yield from _hard(passage.scalar.place, "this", [passage.text], HIGHEST_OF_EXPLANATIONS)


def _in_english(draft: Draft, passages: Sequence[Passage]) -> Iterator[Passage]:
    return (passage for passage in passages if draft.in_english(passage.scalar.place))


def _is_short_and_easy(text: str) -> bool:
    """Says whether no other words would make a question of few words easier to read with its options."""
    return grade(text) is None and (grade(text, fewest_words=1) or 0.0) <= HIGHEST_OF_ITEMS


def _hard(place: Place, what: str, texts: Sequence[str], highest: float) -> Iterator[Found]:
    read = grade(*texts)
    if read is not None and read > highest:
        said = f"{what} reads at grade {ceil(read * 10) / 10}, and {highest:.0f} is the most that is easy for everyone"
        yield place, said, "use shorter words and shorter sentences"


_AND_OR = re.compile(r"\band ?/ ?or\b", re.IGNORECASE)
_AND_ASKS = re.compile(
    r"\band (?:do|did|does|are|were|have|had|can|could|would|will) (?:you|they|we|he|she)\b.*\?", re.IGNORECASE
)
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d")
_ASKED = frozenset({*QUESTIONS, ("items", "options", "text")})


def double_barrelled(draft: Draft) -> Iterator[Found]:
    """Yields each question or option that asks two things, so that one answer cannot be true of both."""
    for passage in draft.passages:
        if passage.keys not in _ASKED:
            continue
        own, english = _QUOTED.sub("", passage.text), draft.in_english(passage.scalar.place)
        if english and (found := _AND_OR.search(passage.text)):
            what = f"{quoted(found[0])} asks about two things at once"
            yield passage.scalar.place, what, "ask about one of them, or ask twice"
        elif passage.keys in QUESTIONS and (own.count("?") > 1 or (english and _AND_ASKS.search(own))):
            what = "this asks more than one question"
            yield passage.scalar.place, what, "make an item of each, or turn one into a statement"


_VERB = r"(?:do|does|did|have|has|had|is|are|was|were|can|could|will|would)"
# "did you not", "does your partner never", "didn't you"; not "any that did not", nor "a day you did not".
_SUBJECT = rf"(?: (?!(?:that|which|who|what|why|if|when|and|or|but|{_VERB})\b)\w[\w'\u2019]*){{1,4}}?"
_NEGATED = re.compile(rf"\b{_VERB}(?:n['\u2019]t\b|{_SUBJECT} (?:not|never)\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!]) ")
_THOUGHT = re.compile(r": .*|[\"\u201c].*")


def asking(text: str) -> str:
    """Returns the part of a question that asks: its last sentence, without a thought that it puts to the person."""
    return _THOUGHT.sub("", _SENTENCE_END.split(text)[-1])


def negated(draft: Draft) -> Iterator[Found]:
    """Yields each question about what was not so: "never" said to "how often did you not" is easily got wrong."""
    for passage in _in_english(draft, draft.questions):
        if found := _NEGATED.search(asking(passage.text)):
            what = f"{quoted(found[0])} asks how it was not, so that no may mean yes"
            yield passage.scalar.place, what, "ask how it was, and use 'reverse: true' on a scale"


_NOT = r"n['\u2019]t"
_LEADING = re.compile(
    rf"""
    (?<!\w)(?:
        surely | obviously | undoubtedly | of\ course | as\ (?:you|we\ all)\ know | everyone\ knows
        | (?<!much\ )(?<!far\ )(?<!strongly\ )do\ you\ (?:agree|admit)\ that
        | (?:do|would){_NOT}\ you\ (?:agree|admit|think|say)
        | you\ must\ (?:agree|admit)
    )(?!\w)
    | ,\ (?:do|does|did|is|are|was|were|have|has|ca|could|wo|would){_NOT}\ (?:you|it|they|he|she|we)\?
    | ,\ (?:right|correct|ok|okay|yes|no)\?
    """,
    re.VERBOSE,
)


def leading(draft: Draft) -> Iterator[Found]:
    """Yields each question with words that push towards one answer."""
    for passage in _in_english(draft, draft.questions):
        if found := _LEADING.search(passage.text.lower()):
            what = f"{quoted(found[0].strip(' ,'))} pushes towards one answer"
            yield passage.scalar.place, what, "ask so that every answer is as easy to give"


_BLAMING = r"""
    resistan\w+ | fail(?:ed|ure|ures|s|ing)? | you\s+should(?:n['\u2019]t)? | victims? | abus\w+
    | unmotivated | non-?complian\w+ | in\s+denial | attention[-\s]seek\w+ | manipulative | lazy | crazy
"""
_DIAGNOSTIC = r"""
    stuck\s+points? | diagnos\w* | severity | patients | (?:a|the|each|every|this)\s+patient | risk\s+levels?
    | patholog\w+ | dysfunction\w* | depress(?:ed|ion|ive) | disorders? | ptsd | bipolar | borderline
    | narcissis\w* | ocd | psycho(?:sis|tic)
"""
_JUDGING = re.compile(rf"(?<!\w)(?:{_BLAMING} | {_DIAGNOSTIC})(?!\w)", re.VERBOSE)
# A study is named by what it studied, and what something does not mean has to be said.
_MAY_SAY_IT = frozenset({"research", "does_not_mean"})


def judging_words(text: str) -> tuple[str, ...]:
    """Returns the words of a text that blame or sound like a diagnosis, in small letters, as they come."""
    return tuple([" ".join(found.split()) for found in _JUDGING.findall(text.lower())])


def judging_word(draft: Draft) -> Iterator[Found]:
    """Yields each text with a word that blames, or sounds like a diagnosis."""
    for passage in _in_english(draft, draft.passages):
        if _MAY_SAY_IT.isdisjoint(passage.keys) and (found := judging_words(passage.text)):
            what = f"{quoted(found[0])} can read as blame or as a diagnosis"
            yield passage.scalar.place, what, "say what happens, in everyday words"


def near_duplicate(draft: Draft) -> Iterator[Found]:
    """Yields each item that another one before it in its track is a near copy of."""
    for id, track in draft.bank.tracks.items():
        places = {asked.item.id: asked.place for asked in draft.asked if asked.track.id == id}
        for earlier, later in near_copies((*track.context, *track.items)):
            where = f"{places[earlier.id].file}, line {places[earlier.id].line}"
            what = f"'{later.id}' asks nearly the same as '{earlier.id}' in {where}"
            yield places[later.id], what, "keep one of them, or ask about another side of it"
