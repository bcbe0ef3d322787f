"""Warns of an item in which every option counts towards some reason, so that nobody can say "not me"."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.NO_NOT_ME


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item without an option that points nowhere, unless they all point the same way."""
    for asked in draft.asked:
        options = asked.item.options
        differ = any(option.balanced != asked.item.most for option in options)
        if differ and all(option.balanced for option in options):
            what = "every option of this item counts towards a reason: there is no way to say 'not me'"
            if asked.placed.entry.scalar("scale"):
                to_do = "let the scale begin at 'share: 0'"
            else:
                to_do = "add an option that points nowhere, such as {id: none_of_these, text: None of these}"
            yield Problem(asked.place, CODE, what, to_do)
