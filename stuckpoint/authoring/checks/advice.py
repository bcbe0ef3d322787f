"""The rules that look at what a reason offers: steps to try and lines to say."""

from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft, Found, texts_under
from stuckpoint.bank import OptionId, ReasonId, Stage, Track
from stuckpoint.bank.context import STAGE
from stuckpoint.bank.model import Advice
from stuckpoint.loading.arrangement import steps_of
from stuckpoint.loading.meaning import CONTROL, undecided


def repeated_step(draft: Draft) -> Iterator[Found]:
    """Yields each step with the words of an earlier reason's: somebody to whom both apply would read it twice."""
    first: dict[str, tuple[str, str]] = {}
    for name, reason in draft.arrangement.reasons.items():
        for step in steps_of(reason):
            for text in texts_under(step, "text"):
                words = " ".join("".join(c for c in text.text.lower() if c.isalnum() or c.isspace()).split())
                other, id = first.setdefault(words, (name, step.text("id")))
                if other != name:
                    what = f"the reason '{other}' has this step too, as '{id}'"
                    yield text.place, what, "make it fit this reason, or leave it to the other"


def nothing_when_ended(draft: Draft) -> Iterator[Found]:
    """Yields each reason without a step, or a line, for someone whose therapy has ended, where people are asked."""
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
                yield entry.keys[key].place, what, f"add a {called} with 'when: [ended, looking]'"


def _asks(track: Track) -> bool:
    stages = (option.id for item in track.context if item.id == STAGE for option in item.options)
    return any(stage == OptionId(Stage.ENDED) for stage in stages)


def missing_mark(draft: Draft) -> Iterator[Found]:
    """Yields each step or opening line for couples that does not say whether it is unsafe with control.

    In the shipped bank that is an error; anywhere else the text counts as unsafe, and so stays out of every report.
    """
    for reason in draft.arrangement.reasons.values():
        for called, entry in undecided(reason):
            what = f"the {called} '{entry.text('id')}' has no '{CONTROL}', so it is left out of every report"
            to_do = f"say '{CONTROL}: false' if it is safe for someone who is afraid of a partner, and true if not"
            yield entry.place, what, to_do
