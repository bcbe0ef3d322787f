"""Times `stuckpoint simulate` on the shipped bank, and measures its memory.

Run as `python benchmarks/simulation.py [PATH]`; PATH is a bank or reasons, as the command takes it.
"""

import sys
from collections.abc import Sequence

from footprint import peak
from measuring import RUNS, Benchmark, Figures, Row, machine, print_table, program, seconds

_RUNS = 3


def _take(paths: Sequence[str], runs: int) -> Sequence[Figures]:
    command = program("simulate", *paths)
    taken = [seconds(*command) for _ in range(min(runs, _RUNS))]
    return [Figures.of(taken), Figures.of([peak(*command)])]


def benchmark(*paths: str) -> Benchmark:
    """Returns the benchmark of `simulate` on a bank."""
    rows = (
        Row(what="`stuckpoint simulate`", unit="s", limit=3),
        Row(what="`stuckpoint simulate`, peak memory", unit="MB", limit=100),
    )
    return Benchmark(rows=rows, take=lambda runs: _take(paths, runs))


BENCHMARKS = (benchmark(),)

if __name__ == "__main__":
    print(f"{machine()}\n")
    print_table([benchmark(*sys.argv[1:])], RUNS)
