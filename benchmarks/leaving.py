"""Times each way out of the quiz, from the key or signal to a cleared window and to the end of the program.

Run as `python benchmarks/leaving.py [RUNS]`: medians of 9 runs when no other number is named, in milliseconds
and as ratios to starting Python. What is promised is less than 200 ms.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

from measuring import Benchmark, Figures, Row, starting_python
from screens import PROGRAM, Screen
from ways_out import PUT_BACK, WAYS, reach

PROMISED = 200.0  # milliseconds
_RUNS = 9


def times(way: str) -> tuple[float, float]:
    """Returns how long it took to clear the window, and to end, when leaving at a question, in milliseconds."""
    screen = Screen((*PROGRAM, "quiz"))
    reach("a question", screen)
    start = perf_counter()
    WAYS[way](screen)
    screen.until(lambda _came: PUT_BACK in screen.since())
    cleared = perf_counter()
    if screen.status() != 0:
        raise SystemExit(f"{way} did not leave as it should")
    return 1000 * (cleared - start), 1000 * (perf_counter() - start)


def _take(runs: int) -> Sequence[Figures]:
    """Returns how long it took to end, in the way that takes longest."""
    ended = [Figures.of([times(way)[1] for _ in range(min(runs, _RUNS))]) for way in WAYS]
    return [max(ended, key=lambda figures: figures.middle)]


BENCHMARKS = (
    Benchmark(
        rows=(Row(what="leaving, the slowest way, until it has ended", unit="ms", limit=PROMISED),),
        take=_take,
    ),
)


def main() -> None:
    """Prints one line for each way."""
    runs = int(sys.argv[1]) if sys.argv[1:] else _RUNS
    yardstick = starting_python()
    print(f"python -c pass: {yardstick:.1f} ms")
    for way in WAYS:
        cleared, ended = (median(taken) for taken in zip(*(times(way) for _ in range(runs)), strict=True))
        kept = "under" if ended < PROMISED else "NOT UNDER"
        print(
            f"{way:15} cleared after {cleared:.1f} ms ({cleared / yardstick:.2f} x), "
            f"ended after {ended:.1f} ms ({ended / yardstick:.2f} x), {kept} {PROMISED:.0f} ms"
        )


if __name__ == "__main__":
    main()
