"""Times the next question in the real program: from its Enter to the last byte of its screen, over whole walks.

Run as `python benchmarks/walking.py [RUNS]`; a walk is of standard length and the same each time.
"""

from collections.abc import Sequence
from functools import partial

from measuring import Benchmark, Figures, Row, program, show
from pseudo_terminal import Program
from respondent import TRACKS, questions

from stuckpoint.bank import TrackId

_MOST = 16.0  # milliseconds: one frame
_WALKS = 5


def walk(track: TrackId) -> list[float]:
    """Returns how long each question of a walk took, in milliseconds."""
    running = Program(program("quiz", "--track", track, "--length", "standard"))
    return [1000 * drawn for drawn in questions(running, track)]


def _take(track: TrackId, runs: int) -> Sequence[Figures]:
    """Returns the figures of all questions, and of the one that took longest in most walks."""
    walks = [walk(track) for _ in range(min(runs, _WALKS))]
    each = [Figures.of(taken) for taken in zip(*walks, strict=True)]
    everything = Figures.of([taken for one in walks for taken in one])
    return [everything, max(each, key=lambda figures: figures.middle)]


BENCHMARKS = tuple(
    Benchmark(
        rows=(
            Row(what=f"the next question, all of a walk, {called}", unit="ms", limit=_MOST),
            Row(what=f"the next question, the slowest of a walk, {called}", unit="ms", limit=_MOST),
        ),
        take=partial(_take, track),
    )
    for track, called in TRACKS.items()
)

if __name__ == "__main__":
    show(*BENCHMARKS)
