"""Warns of an item that nobody can ever be asked."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.bank.reach import reachable
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.UNREACHABLE


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item whose `show_if` no answers can make true."""
    reached = {track.id: reachable(track) for track in draft.bank.tracks.values()}
    for asked in draft.asked:
        if asked.item.id not in reached[asked.track.id]:
            what = f"no answers can lead to '{asked.item.id}': its show_if asks for what cannot be true together"
            to_do = "take a part of the condition out, or join the parts with 'any'"
            yield Problem(asked.placed.entry.keys["show_if"].place, CODE, what, to_do)
