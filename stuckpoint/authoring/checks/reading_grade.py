"""Warns of questions and explanations that are harder to read than they ought to be."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Asked, Draft
from stuckpoint.authoring.checks.grade import grade
from stuckpoint.authoring.checks.passages import QUESTIONS
from stuckpoint.reading import Place, Problem, WarningCode

CODE = WarningCode.READING_GRADE

HIGHEST_OF_ITEMS = 6.0
HIGHEST_OF_EXPLANATIONS = 8.0
_OPTIONS = (("items", "options", "text"), ("scales", "options", "text"))
_GRADED_AS_ITEMS = frozenset({*QUESTIONS, *_OPTIONS})


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each question with its options, and each other text, above its grade."""
    if not draft.in_english:
        return
    for asked in draft.asked:
        yield from _item(asked)
    for passage in draft.passages:
        if passage.keys not in _GRADED_AS_ITEMS:
            read = grade(passage.text)
            if read is not None and read > HIGHEST_OF_EXPLANATIONS:
                yield _problem(passage.scalar.place, "this", read, HIGHEST_OF_EXPLANATIONS)


def _item(asked: Asked) -> Iterator[Problem]:
    item = asked.item
    for key, text in (("text", item.text), ("text_ended", item.text_ended)):
        read = grade(text, *(option.text for option in item.options)) if text else None
        if read is not None and read > HIGHEST_OF_ITEMS:
            place = asked.placed.entry.values[key].place
            yield _problem(place, "this question with its options", read, HIGHEST_OF_ITEMS)


def _problem(place: Place, what: str, read: float, highest: float) -> Problem:
    said = f"{what} reads at grade {read:.1f}, and {highest:.0f} is the most that is easy for everyone"
    return Problem(place, CODE, said, "use shorter words and shorter sentences")
