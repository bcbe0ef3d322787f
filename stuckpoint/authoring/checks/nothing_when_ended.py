"""Warns of a reason that has nothing to try, or nothing to say, for someone whose therapy has ended."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.bank import OptionId, ReasonId, Stage, Track
from stuckpoint.bank.context import STAGE
from stuckpoint.bank.model import Advice
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.NOTHING_WHEN_ENDED


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each reason without a step, or a line, for that stage, where people are asked about it."""
    asking = {track.id: track for track in draft.bank.tracks.values() if _asks(track)}
    reasons = {id: {reason.id: reason for reason in track.reasons} for id, track in asking.items()}
    for track, entry in draft.reasons():
        if track.id not in reasons:
            continue
        reason = reasons[track.id][ReasonId(entry.text("reason"))]
        served: tuple[tuple[str, str, tuple[Advice, ...]], ...] = (
            ("steps", "step", reason.steps),
            ("opening_lines", "opening line", reason.opening_lines),
        )
        for key, called, advice in served:
            if not any(Stage.ENDED in one.stages for one in advice):
                what = f"'{reason.id}' has no {called} for someone whose therapy has ended"
                yield Problem(entry.keys[key].place, CODE, what, f"add a {called} with 'when: [ended, looking]'")


def _asks(track: Track) -> bool:
    stages = (option.id for item in track.context if item.id == STAGE for option in item.options)
    return any(stage == OptionId(Stage.ENDED) for stage in stages)
