"""Warns of a context item, or an option of one, called nearly as one that the results know: they pass it over."""

from collections.abc import Collection, Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.bank.context import CONTEXT
from stuckpoint.loading import Placed
from stuckpoint.reading import Place, Problem, WarningCode
from stuckpoint.reading.problems import nearest

CODE = WarningCode.UNREAD_CONTEXT

_ALIKE = 2  # so many options in common make an item with a like name the one that is known


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item and option whose like is known, and is not there itself."""
    for parts in draft.arrangement.tracks.values():
        here = {placed.id for placed in parts.context}
        for placed in parts.context:
            options = _options(placed)
            if known := CONTEXT.get(placed.id):
                for option, place in options.items():
                    if option not in known and (near := nearest(option, known - options.keys())):
                        yield _problem(place, option, near)
            elif (meant := nearest(placed.id, CONTEXT.keys() - here)) and _common(options, CONTEXT[meant]) >= _ALIKE:
                yield _problem(placed.entry.values["id"].place, placed.id, meant)


def _options(placed: Placed) -> dict[str, Place]:
    """Returns the ids of an item's own options, each with its place."""
    ids = (option.scalar("id") for option in placed.entry.entries("options"))
    return {id.text: id.place for id in ids if id}


def _common(options: Collection[str], known: Collection[str]) -> int:
    return len(set(options) & set(known))


def _problem(place: Place, called: str, near: str) -> Problem:
    return Problem(place, CODE, f"the results do not know '{called}'", f"did you mean '{near}'?")
