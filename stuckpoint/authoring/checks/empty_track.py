"""Warns of a track in which nothing can be asked."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.EMPTY_TRACK


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each track without an item to score."""
    for name, parts in draft.arrangement.tracks.items():
        if parts.entry and not parts.items:
            what = f"the track '{name}' has no question yet"
            yield Problem(parts.entry.place, CODE, what, "add a reason to reasons/, or items under 'opening' here")
