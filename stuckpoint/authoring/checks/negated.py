"""Warns of a question about what was not so: "never" said to "how often did you not" is easily got wrong."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode
from stuckpoint.reading.problems import quoted

CODE = WarningCode.NEGATED

_VERB = r"(?:do|does|did|have|has|had|is|are|was|were|can|could|will|would)"
# "did you not", "does your partner never", "didn't you"; not "any that did not", nor "a day you did not".
_SUBJECT = rf"(?: (?!(?:that|which|who|what|why|if|when|and|or|but|{_VERB})\b)\w[\w'\u2019]*){{1,4}}?"
_NEGATED = re.compile(rf"\b{_VERB}(?:n['\u2019]t\b|{_SUBJECT} (?:not|never)\b)", re.IGNORECASE)
_NO = (" not", "n't", "n\u2019t", "never")
_SENTENCE_END = re.compile(r"(?<=[.!]) ")
# A thought that is put to the person may say no.
_THOUGHT = re.compile(r": .*|[\"\u201c].*")


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each question whose verb is negated."""
    for passage in draft.questions if draft.in_english else ():
        if found := _negation(passage.text):
            what = f"{quoted(found)} asks how it was not, so that no may mean yes"
            yield Problem(passage.scalar.place, CODE, what, "ask how it was, and use 'reverse: true' on a scale")


def _negation(text: str) -> str | None:
    """Returns the negated verb of the sentence that asks, which is the last one."""
    if not any(word in text for word in _NO):  # most texts, and sooner known
        return None
    found = _NEGATED.search(_THOUGHT.sub("", _SENTENCE_END.split(text)[-1]))
    return found[0] if found else None
