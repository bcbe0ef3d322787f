"""Warns of a step that another reason has too: somebody to whom both apply would read it twice."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.authoring.checks.passages import texts_under
from stuckpoint.loading.arrangement import steps_of
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.REPEATED_STEP


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each step with the words of an earlier reason's step."""
    first: dict[str, tuple[str, str]] = {}
    for name, reason in draft.arrangement.reasons.items():
        for step in steps_of(reason):
            for text in texts_under(step, "text"):
                words = " ".join("".join(c for c in text.text.lower() if c.isalnum() or c.isspace()).split())
                other, id = first.setdefault(words, (name, step.text("id")))
                if other != name:
                    what = f"the reason '{other}' has this step too, as '{id}'"
                    yield Problem(text.place, CODE, what, "make it fit this reason, or leave it to the other")
