"""Warns of a reason that can never stand out, whatever somebody answers."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.bank import ReasonId, Track
from stuckpoint.bank.reach import reachable
from stuckpoint.engine import Standing
from stuckpoint.engine.scoring import GATE, PRIOR, PRIOR_WEIGHT, standing
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.NEVER_STANDS_OUT


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each reason that the strongest answers to all its items do not make stand out."""
    weights = {track.id: _weights(track) for track in draft.bank.tracks.values() if track.items}
    for track, reason in draft.reasons():
        if track.id not in weights:
            continue
        name = reason.text("reason")
        weight = weights[track.id].get(ReasonId(name), 0.0)
        highest = 100 * (weight + PRIOR) / (weight + PRIOR_WEIGHT)
        if standing(highest, weight) is not Standing.STANDS_OUT:
            what = f"'{name}' can never stand out in the track '{track.id}': "
            what += f"the answers about it come to {weight:.2g} at most, and it takes {GATE:g}"
            yield Problem(reason.values["reason"].place, CODE, what, "ask more about it; five or six items serve well")


def _weights(track: Track) -> dict[ReasonId, float]:
    """Returns the most that can be said about each reason by somebody who is asked all that can be asked."""
    reached = reachable(track)
    weights: dict[ReasonId, float] = {}
    for item in track.items:
        for reason, most in item.most.items() if item.id in reached else ():
            weights[reason] = weights.get(reason, 0.0) + most
    return weights
